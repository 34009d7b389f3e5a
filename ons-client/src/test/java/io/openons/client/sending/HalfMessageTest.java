package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.aliyun.openservices.ons.api.Message;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.MockedCluster;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.MQVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sending half messages: prepared before they go; what has a delivery time is scheduled at the commit. */
@Timeout(30)
class HalfMessageTest {

    private static final Class<org.apache.rocketmq.common.message.Message> CONVERTED =
            org.apache.rocketmq.common.message.Message.class;

    private final MockedCluster cluster = new MockedCluster("T");
    private final MockedSending sending = new MockedSending(cluster.producer, 4321);
    private final Message message = new Message("T", "tag", "key", new byte[] {1});

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void aHalfMessageIsPreparedBeforeItIsSentAndTellsAllAboutIt() throws Exception {
        SendResult stored = new SendResult();
        String[] prepared = new String[1];
        when(sending.rocketMq.send(any(CONVERTED), anyLong())).thenAnswer(call -> {
            prepared[0] = call.<org.apache.rocketmq.common.message.Message>getArgument(0).getUserProperty("prepared");
            return stored;
        });

        HalfMessage half = sending.sender.sendHalf(message, converted -> converted.putUserProperty("prepared", "yes"));

        assertThat(prepared).containsExactly("yes");
        assertThat(half.scheduled()).as("without delivery time").isNull();
        assertThat(half.stored()).isSameAs(stored);
        assertThat(half.message().getTags()).isEqualTo("tag");
        assertThat(half.result().getTopic()).isEqualTo("T");
        assertThat(half.result().getMessageId()).isEqualTo(message.getMsgID())
                .isEqualTo(half.message().getProperty("UNIQ_KEY"));
    }

    @Test
    void aDeliveryTimeToComeIsKeptForTheCommitAndTheHalfMessageHasNoTimer() throws Exception {
        cluster.broker("a", MQVersion.CURRENT_VERSION);
        long time = System.currentTimeMillis() + 3_600_000;
        message.setStartDeliverTime(time);

        HalfMessage half = sending.sender.sendHalf(message, converted -> converted.putUserProperty("prepared", "yes"));

        assertThat(half.message().getProperties()).containsKey("prepared").doesNotContainKey("TIMER_DELIVER_MS");
        assertThat(half.scheduled().getTopic()).isEqualTo("T");
        assertThat(half.scheduled().getBody()).isEqualTo(message.getBody());
        assertThat(half.scheduled().getProperties()).doesNotContainKeys("prepared", "TIMER_DELIVER_MS")
                .containsEntry("__STARTDELIVERTIME", Long.toString(time))
                .containsEntry("UNIQ_KEY", message.getMsgID())
                .containsEntry("TAGS", "tag").containsEntry("KEYS", "key");
    }

    @Test
    void aDeliveryTimeThatBrokersCannotKeepIsRefusedBeforeAnythingIsSent() throws Exception {
        cluster.broker("a", MQVersion.Version.V4_9_7.ordinal());
        message.setStartDeliverTime(System.currentTimeMillis() + 3_600_000);

        assertThatThrownBy(() -> sending.sender.sendHalf(message, half -> { }))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DELIVERY_TIME_UNSUPPORTED));

        verify(sending.rocketMq, never()).send(any(CONVERTED), anyLong());
    }

    @Test
    void aDeliveryTimeThatHasComeIsSentAndNothingScheduled() {
        message.setStartDeliverTime(System.currentTimeMillis() - 1);

        HalfMessage half = sending.sender.sendHalf(message, converted -> { });

        assertThat(half.message().getProperties())
                .containsKey("__STARTDELIVERTIME").doesNotContainKeys("TIMER_DELIVER_MS", "DELAY");
        assertThat(half.scheduled()).isNull();
    }
}
