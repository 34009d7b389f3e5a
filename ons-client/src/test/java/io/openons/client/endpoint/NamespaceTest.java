package io.openons.client.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names with and without namespace. */
class NamespaceTest {

    private final Namespace namespace = Namespace.of("MQ_INST_1");

    @Test
    void namesAreNeverWrappedOrUnwrappedTwice() {
        assertThat(namespace.wrap("T")).isEqualTo("MQ_INST_1%T");
        assertThat(namespace.wrap(namespace.wrap("T"))).isEqualTo("MQ_INST_1%T");
        assertThat(namespace.unwrap("MQ_INST_1%T")).isEqualTo("T");
        assertThat(namespace.unwrap(namespace.unwrap("MQ_INST_1%T"))).isEqualTo("T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "MQ_INST_2%T", "MQ_INST_1T", "MQ_INST_1"})
    void namesOfOthersAreWrappedWholeAndNotUnwrapped(String name) {
        assertThat(namespace.wrap(name)).isEqualTo("MQ_INST_1%" + name);
        assertThat(namespace.unwrap(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "MQ_INST_2%T", "%RETRY%g"})
    void withoutNamespaceNamesStay(String name) {
        assertThat(Namespace.NONE.wrap(name)).isEqualTo(name);
        assertThat(Namespace.NONE.unwrap(name)).isEqualTo(name);
        assertThat(Namespace.NONE.name()).isNull();
    }

    @Test
    void textNamesTheInstance() {
        assertThat(namespace).hasToString("MQ_INST_1");
        assertThat(Namespace.NONE).hasToString("none");
    }
}
