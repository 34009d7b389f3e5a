package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Start deliver times, for every way to send. */
@WithEmbeddedRocketMq
@Timeout(90)
class ScheduledSendingIT {

    @AutoClose
    private final Clients clients = new Clients();

    /** Every way a message can be sent. */
    enum Way {
        SYNC {
            @Override
            void send(Clients clients, Properties properties, Message message) {
                clients.producer(properties).send(message);
            }
        },
        ONEWAY {
            @Override
            void send(Clients clients, Properties properties, Message message) {
                clients.producer(properties).sendOneway(message);
            }
        },
        ASYNC {
            @Override
            void send(Clients clients, Properties properties, Message message) throws Exception {
                SendingIT.Outcome outcome = new SendingIT.Outcome();
                clients.producer(properties).sendAsync(message, outcome);
                outcome.success.get(30, TimeUnit.SECONDS);
            }
        },
        ORDERED {
            @Override
            void send(Clients clients, Properties properties, Message message) {
                clients.orderProducer(properties).send(message, "key");
            }
        },
        TRANSACTIONAL {
            @Override
            void send(Clients clients, Properties properties, Message message) {
                clients.transactionProducer(properties, checked -> TransactionStatus.CommitTransaction)
                        .send(message, (half, arg) -> TransactionStatus.CommitTransaction, null);
            }
        };

        abstract void send(Clients clients, Properties properties, Message message) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void futureMessageComesAtItsTimeAndNeverEarly(Way way, EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) throws Exception {
        Inbox inbox = consume(broker, topic, group);
        Message message = message(topic);
        long at = System.currentTimeMillis() + 2500;
        message.setStartDeliverTime(at);

        way.send(clients, broker.clientProperties(group), message);

        Message got = inbox.awaitDeliveries(1).get(0);
        long late = Long.parseLong(got.getUserProperties("CONSUME_START_TIME")) - at;
        System.out.printf("%s: delivered %d ms after its time%n", way, late);
        assertThat(late).isNotNegative();
        assertThat(got.getStartDeliverTime()).isEqualTo(at);
        assertThat(got.getMsgID()).isEqualTo(message.getMsgID());
    }

    @Test
    void newProducersScheduleWhateverTheySendFirst(EmbeddedRocketMq broker, @TopicName String topic) throws Exception {
        for (int i = 0; i < 10; i++) {
            Producer producer = clients.producer(broker.clientProperties("GID_first"));
            producer.send(message(topic));
            Message later = message(topic);
            later.setStartDeliverTime(System.currentTimeMillis() + 60_000);

            producer.send(later);
        }

        assertThat(broker.store().messageCount(topic)).isEqualTo(10);
    }

    @Test
    void manyThreadsScheduleWithANewProducer(EmbeddedRocketMq broker, @TopicName String topic) throws Exception {
        Producer producer = clients.producer(broker.clientProperties("GID_threads"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Message later = message(topic);
            later.setStartDeliverTime(System.currentTimeMillis() + 60_000);
            List<Future<?>> sends = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Message copy = message(topic);
                copy.setStartDeliverTime(later.getStartDeliverTime());
                sends.add(threads.submit(() -> producer.send(copy)));
            }
            for (Future<?> send : sends) {
                send.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void pastTimeIsDeliveredAtOnce(Way way, EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) throws Exception {
        Inbox inbox = consume(broker, topic, group);
        Message message = message(topic);
        message.setStartDeliverTime(1000);

        way.send(clients, broker.clientProperties(group), message);

        assertThat(inbox.awaitDeliveries(1).get(0).getStartDeliverTime()).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource
    void timeBeyondTheBrokersLimitIsRefusedWithTheLimit(Way way, EmbeddedRocketMq broker, @TopicName String topic) {
        Message message = message(topic);
        message.setStartDeliverTime(System.currentTimeMillis() + TimeUnit.DAYS.toMillis(3) + 60_000);

        assertThatThrownBy(() -> way.send(clients, broker.clientProperties("GID_limit"), message))
                .isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DELIVERY_TIME_TOO_FAR))
                .hasMessageContaining("259200 s");
        assertThat(broker.store().messageCount(topic)).isZero();
    }

    private Inbox consume(EmbeddedRocketMq broker, String topic, String group) {
        Inbox inbox = new Inbox();
        Consumer consumer = clients.consumer(broker.clientProperties(group));
        consumer.subscribe(topic, "*", inbox);
        consumer.start();
        return inbox;
    }

    private static Message message(String topic) {
        return new Message(topic, "tag", "key", "body".getBytes(UTF_8));
    }
}
