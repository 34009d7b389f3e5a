package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.junit.jupiter.api.Test;

/** Which clients of one InstanceName are told that they use what the first one connects with. */
class NamedInstancesTest {

    private final NamedInstances instances = new NamedInstances();
    private final MQClientInstance instance = mock(MQClientInstance.class);

    @Test
    void otherNameServersOrKeysThanThoseOfTheFirstAreTold() {
        try (CapturedLog log = CapturedLog.of(NamedInstances.class)) {
            instances.note(instance, named("GID_one"));
            instances.note(instance, named("GID_two", "NAMESRV_ADDR", "127.0.0.1:10", "AccessKey", "a", "SecretKey",
                    "secret"));
            instances.note(instance, named("GID_three", "AccessKey", "a", "SecretKey", "secret"));

            assertThat(log.lines()).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("WARN ")
                    .contains("\"GID_one\"", "InstanceName \"mine\"", "not its own").doesNotContain("secret"));
            assertThat(log.lines().get(0)).contains("\"GID_two\"", Connections.NAME_SERVER, "127.0.0.1:10");
        }
    }

    @Test
    void thoseThatConnectAlikeOrByAnotherInstanceAreFine() {
        try (CapturedLog log = CapturedLog.of(NamedInstances.class)) {
            instances.note(instance, named("GID_one", "AccessKey", "a", "SecretKey", "s"));
            instances.note(instance, named("GID_two", "AccessKey", "a", "SecretKey", "s"));
            instances.note(mock(MQClientInstance.class), named("GID_three", "NAMESRV_ADDR", "127.0.0.1:10"));

            assertThat(log.lines()).isEmpty();
        }
    }

    private static Connection named(String group, String... more) {
        Object[] keys = new Object[more.length + 4];
        System.arraycopy(new Object[] {"GROUP_ID", group, "InstanceName", "mine"}, 0, keys, 0, 4);
        System.arraycopy(more, 0, keys, 4, more.length);
        return Connections.producer(keys);
    }
}
