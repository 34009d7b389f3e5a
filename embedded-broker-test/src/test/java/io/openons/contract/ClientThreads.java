package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.stream.Collectors;

/** The threads that came up since a test began to watch; those of the test broker are in groups of their own. */
final class ClientThreads {

    private final ThreadGroup group = Thread.currentThread().getThreadGroup();
    private final Set<Thread> before = alive();

    private ClientThreads() {
    }

    static ClientThreads watch() {
        return new ClientThreads();
    }

    Set<Thread> added() {
        Set<Thread> now = alive();
        now.removeAll(before);
        return now;
    }

    void awaitNoneLeft() {
        await("threads of the clients end").atMost(Inbox.LIMIT).untilAsserted(() -> assertThat(added()).isEmpty());
    }

    private Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive)
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .filter(thread -> thread.getThreadGroup() == group)
                .collect(Collectors.toSet());
    }
}
