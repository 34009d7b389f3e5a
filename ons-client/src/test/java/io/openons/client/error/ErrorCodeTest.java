package io.openons.client.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids and advice of all errors. */
class ErrorCodeTest {

    @Test
    void idsAreUnique() {
        assertThat(Stream.of(ErrorCode.values()).map(ErrorCode::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void idAndAdviceHaveTheirForm(ErrorCode code) {
        assertThat(code.id()).matches("ONS-[1-9][0-9]{3}");
        assertThat(code.advice()).matches("(?s)[A-Z].*[a-z].*\\.").doesNotContain("\n");
    }
}
