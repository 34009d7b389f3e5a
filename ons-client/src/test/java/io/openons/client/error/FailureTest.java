package io.openons.client.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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

    @Test
    void theCodeSurvivesSerialisation() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(Failure.of(ErrorCode.NO_ROUTE, "No route").toException());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            CodedClientException copy = (CodedClientException) in.readObject();
            assertThat(copy.code()).isEqualTo(ErrorCode.NO_ROUTE);
            assertThat(copy).hasMessageEndingWith("[ONS-3001]");
        }
    }
}
