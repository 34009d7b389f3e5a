package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that does not return holds a shutdown up for ten seconds and no longer; its message comes again. */
@WithEmbeddedRocketMq
@Timeout(90)
class StuckListenerIT {

    @AutoClose
    private final Clients clients = new Clients();
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void shutdownGivesUpAfterTenSecondsAndTheMessageComesAgain(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) throws Exception {
        clients.producer(broker.clientProperties(group)).send(new Message(topic, "", "stuck".getBytes(UTF_8)));
        List<Callable<Duration>> shutdowns = new ArrayList<>();
        for (ReceiverKind kind : ReceiverKind.values()) {
            CountDownLatch inCall = new CountDownLatch(1);
            Receiver receiver = kind.create(clients, broker.clientProperties(group + kind));
            receiver.subscribe(topic, "*", new Inbox(message -> {
                inCall.countDown();
                awaitRelease();
                return Action.CommitMessage;
            })).start();
            inCall.await();
            shutdowns.add(() -> {
                long before = System.nanoTime();
                receiver.shutdown();
                return Duration.ofNanos(System.nanoTime() - before);
            });
        }
        ExecutorService sideBySide = Executors.newFixedThreadPool(shutdowns.size());
        try {
            for (Future<Duration> took : sideBySide.invokeAll(shutdowns)) {
                assertThat(took.get()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(30));
            }
        } finally {
            sideBySide.shutdown();
            release.countDown();
        }

        for (ReceiverKind kind : ReceiverKind.values()) {
            Inbox next = new Inbox();
            kind.create(clients, broker.clientProperties(group + kind)).subscribe(topic, "*", next).start();
            await(kind + " has the message again").atMost(Inbox.LIMIT).until(() -> !next.deliveries().isEmpty());
        }
    }

    private void awaitRelease() {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                // A listener that is stuck for good does not mind.
            }
        }
    }
}
