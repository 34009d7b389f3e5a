package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;

import com.aliyun.openservices.ons.api.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The result of a send tells about that send, in the application's words. */
class SendResultTest {

    private final MockedSending sending = new MockedSending(4321, "INSTANCE_ID", "MQ_INST_1");

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void theTopicOfTheResultHasNoNamespace() {
        Message message = new Message("MQ_INST_1%T", null, new byte[] {1});

        assertThat(sending.sender.send(message).getTopic()).isEqualTo("T");
        assertThat(sending.sender.send(message, "key").getTopic()).isEqualTo("T");
        assertThat(sending.sender.sendHalf(message, half -> { }).result().getTopic()).isEqualTo("T");
    }

    @Test
    void theIdIsThatOfThisSendWhenTheMessageIsSentTwiceAtOnce() throws Exception {
        Message message = new Message("T", null, new byte[] {1});
        String[] sent = new String[1];
        doAnswer(call -> {
            sent[0] = message.getMsgID();
            message.setMsgID("of another thread's send");
            return null;
        }).when(sending.rocketMq).send(any(org.apache.rocketmq.common.message.Message.class), anyLong());

        assertThat(sending.sender.send(message).getMessageId()).isEqualTo(sent[0]);
    }
}
