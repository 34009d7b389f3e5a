package io.openons.client.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.endpoint.Namespace;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageClientExt;
import org.junit.jupiter.api.Test;

/** A user property of the name that carries delivery times. */
class UserDeliveryTimesTest {

    @Test
    void oneThatIsNoNumberDoesNotKeepACommitFromTheBroker() {
        MessageClientExt half = new MessageClientExt();
        half.setTopic("T");
        half.setBody(new byte[] {1});
        MessageAccessor.putProperty(half, "UNIQ_KEY", "THE-ID");
        MessageAccessor.putProperty(half, "__STARTDELIVERTIME", "tomorrow");

        assertThat(new ScheduledCommits(() -> null, Namespace.NONE).commit(half)).isEqualTo(LocalTransactionState.COMMIT_MESSAGE);
    }
}
