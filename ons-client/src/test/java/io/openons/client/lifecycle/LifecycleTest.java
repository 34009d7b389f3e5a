package io.openons.client.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.CapturedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** States, what each allows, and the order of closing. */
class LifecycleTest {

    private final Lifecycle lifecycle = new Lifecycle("producer \"g\"");
    private final List<String> closed = new ArrayList<>();
    private int starts;

    @Test
    void newClientsRunOnlyAfterStart() {
        assertThat(lifecycle.running()).isFalse();
        assertThatCoded(() -> lifecycle.requireRunning("send"), ErrorCode.NOT_STARTED)
                .hasMessageStartingWith("Cannot send: the producer \"g\" is not started. Call start() first.");

        lifecycle.start(this::open);

        assertThat(lifecycle.running()).isTrue();
        assertThatCode(() -> lifecycle.requireRunning("send")).doesNotThrowAnyException();
    }

    @Test
    void clientsDoNotRunBeforeStartIsComplete() {
        lifecycle.start(() -> {
            assertThat(lifecycle.running()).isFalse();
            assertThatCoded(() -> lifecycle.requireRunning("send"), ErrorCode.NOT_STARTED);
        });
    }

    @Test
    void startingAndStoppingTwiceDoesNothingMore() {
        lifecycle.start(this::open);
        lifecycle.start(this::open);
        lifecycle.stop();
        lifecycle.stop();

        assertThat(starts).isEqualTo(1);
        assertThat(closed).containsExactly("second", "first");
        assertThat(lifecycle.running()).isFalse();
    }

    @Test
    void stoppingBeforeStartDoesNotPreventIt() {
        lifecycle.stop();
        lifecycle.start(this::open);

        assertThat(lifecycle.running()).isTrue();
        assertThat(closed).isEmpty();
    }

    @Test
    void stoppedClientsStayStopped() {
        lifecycle.start(this::open);
        lifecycle.stop();

        assertThatCoded(() -> lifecycle.start(this::open), ErrorCode.ALREADY_SHUT_DOWN)
                .hasMessageContaining("Cannot start producer \"g\": it was shut down");
        assertThatCoded(() -> lifecycle.requireRunning("send"), ErrorCode.ALREADY_SHUT_DOWN)
                .hasMessageContaining("has been shut down");
        assertThat(starts).isEqualTo(1);
        assertThat(lifecycle.running()).isFalse();
    }

    @Test
    void aFailingStartClosesWhatWasOpenedAndKeepsTheCause() {
        IOException cause = new IOException("no disk");

        assertThatCoded(() -> lifecycle.start(() -> {
            open();
            throw cause;
        }), ErrorCode.START_FAILED).hasCause(cause).hasMessageContaining("Cannot start producer \"g\": no disk.");

        assertThat(closed).containsExactly("second", "first");
        assertFailedForGood();
    }

    @Test
    void ourOwnExceptionsPassUnwrapped() {
        ONSClientException cause = new ONSClientException("already told");

        assertThatThrownBy(() -> lifecycle.start(() -> {
            open();
            throw cause;
        })).isSameAs(cause);

        assertThat(closed).containsExactly("second", "first");
        assertFailedForGood();
    }

    @Test
    void oneFailingCloserDoesNotKeepTheOthersOpen() {
        lifecycle.start(() -> {
            open();
            lifecycle.onClose(() -> {
                throw new IllegalStateException("stuck");
            });
        });

        try (CapturedLog log = CapturedLog.of(Lifecycle.class)) {
            lifecycle.stop();

            assertThat(closed).containsExactly("second", "first");
            assertThat(log.lines()).anyMatch(line -> line.startsWith("WARN Closing a part of producer \"g\" failed"));
        }
    }

    @Test
    void startAndShutdownAreLoggedOnce() {
        try (CapturedLog log = CapturedLog.of(Lifecycle.class)) {
            lifecycle.start(this::open);
            lifecycle.start(this::open);
            lifecycle.stop();
            lifecycle.stop();

            assertThat(log.lines()).containsExactly("INFO Started producer \"g\"", "INFO Shut down producer \"g\"");
        }
    }

    private void assertFailedForGood() {
        assertThat(lifecycle.running()).isFalse();
        assertThatCoded(() -> lifecycle.requireRunning("send"), ErrorCode.START_FAILED)
                .hasMessageContaining("failed to start");
        int before = starts;
        assertThatCoded(() -> lifecycle.start(this::open), ErrorCode.START_FAILED)
                .hasMessageContaining("an earlier start failed");
        assertThat(starts).isEqualTo(before);
        closed.clear();
        lifecycle.stop();
        assertThat(closed).as("closed a second time").isEmpty();
        assertThat(lifecycle.running()).isFalse();
    }

    private void open() {
        starts++;
        lifecycle.onClose(() -> closed.add("first"));
        lifecycle.onClose(() -> closed.add("second"));
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatCoded(ThrowingCallable call,
                                                                                     ErrorCode code) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }
}
