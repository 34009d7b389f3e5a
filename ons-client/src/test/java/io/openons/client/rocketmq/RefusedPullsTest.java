package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.config.ClientKind;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import java.util.List;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.junit.jupiter.api.Test;

/** When the log is told of refused pulls. */
class RefusedPullsTest {

    private final RefusedPulls pulls = new RefusedPulls(Connections.of(ClientKind.CONSUMER, "INSTANCE_ID", "MQ_INST_1"));

    @Test
    void aRefusalIsToldOnceForATopicAndAgainAfterItEnded() {
        assertThat(heard(pulls, "T", ResponseCode.NO_PERMISSION, "User:alice has no permission to access Topic:T"))
                .singleElement().asString().startsWith("ERROR consumer \"GID_test\" goes on trying. ")
                .contains("Cannot receive from topic \"T\"", "the broker 127.0.0.1:1 answered with code 16",
                        "User:alice has no permission", "[ONS-3006 ");
        assertThat(heard(pulls, "T", ResponseCode.NO_PERMISSION, "again")).isEmpty();
        assertThat(heard(pulls, "U", ResponseCode.NO_PERMISSION, "check signature failed"))
                .singleElement().asString().contains("[ONS-3010 ");
        assertThat(heard(pulls, "T", ResponseCode.PULL_NOT_FOUND, null)).singleElement().asString()
                .isEqualTo("INFO consumer \"GID_test\" may receive from topic \"T\" again");
        assertThat(heard(pulls, "T", ResponseCode.NO_PERMISSION, "again")).hasSize(1);
    }

    @Test
    void whatIsNoRefusalIsNotTold() {
        assertThat(heard(pulls, "T", ResponseCode.SUCCESS, null)).isEmpty();
        assertThat(heard(pulls, "T", ResponseCode.PULL_NOT_FOUND, null)).isEmpty();
        assertThat(heard(pulls, "T", ResponseCode.SUBSCRIPTION_NOT_LATEST, "later")).isEmpty();
        assertThat(heard(new RefusedPulls(Connections.of(ClientKind.PULL_CONSUMER)), "T", ResponseCode.NO_PERMISSION,
                "its polls tell")).isEmpty();
    }

    private static List<String> heard(RefusedPulls pulls, String topic, int code, String remark) {
        RemotingCommand request = RemotingCommand.createRequestCommand(RequestCode.PULL_MESSAGE, null);
        request.addExtField("topic", "MQ_INST_1%" + topic);
        try (CapturedLog log = CapturedLog.of(RefusedPulls.class)) {
            pulls.answered("127.0.0.1:1", request, RemotingCommand.createResponseCommand(code, remark));
            return log.lines();
        }
    }
}
