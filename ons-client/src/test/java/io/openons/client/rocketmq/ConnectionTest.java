package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import io.openons.client.lifecycle.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a connection tells at its start. */
class ConnectionTest {

    @ParameterizedTest
    @CsvSource({"'', '', none", "MQ_INST_1, '', MQ_INST_1", "MQ_INST_1, newer, MQ_INST_1", "'', newer, newer",
        "'rocketmq-x|space', '', 'rocketmq-x|space'"})
    void theNamespaceInForceIsToldOnce(String instance, String namespace, String effective) {
        Connection connection = Connections.producer("INSTANCE_ID", instance, "namespace", namespace);
        Lifecycle lifecycle = new Lifecycle(connection.title());
        try (CapturedLog log = CapturedLog.of(Connection.class)) {
            lifecycle.start(() -> connection.open(lifecycle));

            assertThat(log.lines()).containsExactly("INFO Connecting producer \"GID_test\": nameServers="
                    + Connections.NAME_SERVER + " namespace=" + effective);
        } finally {
            lifecycle.stop();
        }
    }
}
