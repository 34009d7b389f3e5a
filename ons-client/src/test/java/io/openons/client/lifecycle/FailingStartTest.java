package io.openons.client.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts that fail in unusual ways. */
class FailingStartTest {

    private final Lifecycle lifecycle = new Lifecycle("producer \"g\"");
    private final List<String> closed = new ArrayList<>();

    @Test
    void anErrorClosesWhatWasOpenedToo() {
        NoClassDefFoundError error = new NoClassDefFoundError("a/missing/Class");

        assertThatThrownBy(() -> lifecycle.start(() -> {
            lifecycle.onClose(() -> closed.add("first"));
            throw error;
        })).satisfies(thrown -> assertThat(thrown == error || thrown.getCause() == error).isTrue());

        assertThat(closed).containsExactly("first");
        assertThatThrownBy(() -> lifecycle.requireRunning("send")).hasMessageContaining("failed to start");
    }

    @Test
    void anExceptionWithoutTextIsNamed() {
        assertThatThrownBy(() -> lifecycle.start(() -> {
            throw new NullPointerException();
        })).hasMessageContaining("NullPointerException").hasMessageNotContaining(": null.");
    }
}
