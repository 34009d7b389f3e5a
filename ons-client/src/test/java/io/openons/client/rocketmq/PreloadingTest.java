package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What a start would swallow. */
class PreloadingTest {

    @Test
    void bothHalvesLoadWhatTheyName() {
        assertThatCode(Preloading::json).doesNotThrowAnyException();
        assertThatCode(Preloading::network).doesNotThrowAnyException();
    }

    @Test
    void leavesNoThreadBehind() {
        Preloading.once();

        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("ons-preloading");
    }
}
