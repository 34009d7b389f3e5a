package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many listener calls run at once. */
@WithEmbeddedRocketMq
@Timeout(60)
class ConsumeThreadsIT {

    private static final int THREADS = 3;
    private static final int MESSAGES = 48;

    @AutoClose
    private final Clients clients = new Clients();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void asManyListenersRunAsConsumeThreadNumsSaysAndNoMore(ReceiverKind kind, EmbeddedRocketMq broker,
            @TopicName(queues = 6) String topic, @GroupName String group) {
        try (ReceiverScene scene = new ReceiverScene(kind, "", broker)) {
            scene.prepare(group, topic);
            for (int i = 0; i < MESSAGES; i++) {
                scene.send(topic, String.valueOf(i));
            }
            Properties properties = broker.clientProperties(group);
            properties.put(PropertyKeyConst.ConsumeThreadNums, THREADS);
            Inbox inbox = new Inbox(message -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                awaitRelease();
                running.decrementAndGet();
                return Action.CommitMessage;
            });
            kind.create(clients, properties).subscribe(topic, "*", inbox).start();

            await("all threads are in a call").atMost(Inbox.LIMIT).until(() -> running.get() == THREADS);
            release.countDown();

            inbox.awaitDeliveries(MESSAGES);
            assertThat(most).hasValue(THREADS);
        }
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
