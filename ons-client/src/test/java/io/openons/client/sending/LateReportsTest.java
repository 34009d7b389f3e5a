package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.after;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import io.openons.client.endpoint.Namespace;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Interceptions;
import io.openons.client.fixture.RecordingCallback;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.remoting.exception.RemotingTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports that come late or that nobody listens to. */
@Timeout(30)
class LateReportsTest {

    private final MockedSending sending = new MockedSending(30_000);
    private final Message message = new Message("T", null, new byte[] {1});
    private final RecordingCallback callback = new RecordingCallback();

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void aSendThatHasItsOutcomeIsNotSentAgainWhenABusyBrokerReportsLate() throws Exception {
        sending.sender.sendAsync(message, callback);
        SendCallback bridge = sending.handedOver();
        bridge.onSuccess(null);

        bridge.onException(new MQBrokerException(2, "broker busy"));

        verify(sending.rocketMq, after(500).times(1)).send(
                any(org.apache.rocketmq.common.message.Message.class), any(SendCallback.class), anyLong());
        assertThat(callback.successes).hasSize(1);
    }

    @Test
    void aFailureWithoutCallbackIsLoggedAlsoWhenThereAreInterceptors() throws Exception {
        Interception interception =
                new Interception(Interceptions.load(Interceptions.First.class), mock(Admin.class), Namespace.NONE);

        try (CapturedLog log = CapturedLog.of(Interception.class)) {
            interception.aroundAsync(message, null, within -> sending.sender.sendAsync(message, within));
            sending.handedOver().onException(new RemotingTimeoutException("slow"));

            assertThat(log.lines()).containsExactly("ERROR An asynchronous send without callback failed. topic=T msgId="
                    + message.getMsgID());
        }
    }
}
