package io.openons.client.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import org.junit.jupiter.api.Test;

/** The text and the parts of each exception. */
class FailureTest {

    @Test
    void textIsWhatHappenedThenAdviceThenCodeWithDetails() {
        Exception cause = new IllegalStateException("why");

        CodedClientException exception = Failure.of(ErrorCode.BROKER_BUSY, "Send failed: busy").with("topic", "T")
                .with("instance", null).with("attempts", 3).causedBy(cause).toException();

        assertThat(exception).isInstanceOf(ONSClientException.class).hasCause(cause)
                .hasMessage("Send failed: busy. Send again later with back-off. [ONS-3005 topic=T attempts=3]");
        assertThat(exception.code()).isEqualTo(ErrorCode.BROKER_BUSY);
    }

    @Test
    void aSentenceKeepsItsOnePeriod() {
        assertThat(Failure.of(ErrorCode.SEND_FAILED, "It broke.").toException())
                .hasMessage("It broke. See the cause. [ONS-3099]").hasNoCause();
    }
}
