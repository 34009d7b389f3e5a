package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.rocketmq.common.config.ConfigHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of users; what brokers refuse is seen in the contract suites. */
@Timeout(60)
class AccessControlIT {

    @Test
    void usersSurviveARestartAndLeaveNothingBehind() throws IOException {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        String folder;
        try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.builder().accessControl().start()) {
            folder = Path.of(rocketMq.brokerController().getAuthConfig().getAuthConfigPath()).getParent().toString();
            rocketMq.createTopic("topic");
            rocketMq.accessControl().createUser("alice", "secret");
            rocketMq.accessControl().allowTopic("alice", "topic");
            rocketMq.accessControl().allowGroup("alice", "GID_group");

            rocketMq.restart();

            assertThat(rocketMq.brokerController().getAuthenticationMetadataManager().getUser("alice").join()
                    .getPassword()).isEqualTo("secret");
            assertThatThrownBy(() -> rocketMq.accessControl().createUser("alice", "another"))
                    .hasStackTraceContaining("existed");
        }

        assertThat(Path.of(folder)).doesNotExist();
        assertThat(logsOf(Path.of(folder).getFileName().toString())).isEmpty();
        await("the end of all threads").pollInSameThread().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread)).isEmpty());
    }

    @Test
    void withoutAccessControlThereAreNoUsers() {
        try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.start()) {
            assertThatThrownBy(() -> rocketMq.accessControl().createUser("alice", "secret"))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("builder().accessControl()");
        }
    }

    /** RocksDB's own, below the home folder. */
    private static Set<Path> logsOf(String folder) throws IOException {
        Set<Path> logs = new HashSet<>();
        Path home = Path.of(ConfigHelper.getDBLogDir());
        if (Files.isDirectory(home)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home, "*" + folder + "_*")) {
                files.forEach(logs::add);
            }
        }
        return logs;
    }
}
