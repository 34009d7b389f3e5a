package io.openons.client.deadletter;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ProducerSettings;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.message.InboundMessages;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.RocketMqClients;
import io.openons.client.rocketmq.TopicReader;
import io.openons.client.sending.ProducerEngine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.MixAll;

/**
 * The dead letters of a consumer group: lists them, and sends them once more to the topics they came from.
 *
 * <pre>{@code
 * try (DeadLetters deadLetters = DeadLetters.open(properties)) {      // the Properties of the group's consumer
 *     deadLetters.all().limit(100).forEach(System.out::println);
 *     deadLetters.resendPending();
 * }
 * }</pre>
 *
 * <p>A re-sent message has its original topic, tag, keys, sharding key, user properties, body and <em>message id</em>, so
 * that consumers who know the id recognise it; it has no delivery time any more, its retries begin anew, and
 * <em>every</em> group of that topic receives it. Interceptors do not see it. Nothing is ever removed: a dead letter stays
 * until the broker's retention ends (three days by default), and sending it twice delivers it twice.
 * {@link #resendPending()} keeps, at the broker, the position up to which it came; the other methods neither look at that
 * position nor move it.
 *
 * <p>Uses the group's name and its permissions (reading the group, writing the topics), and does not join the group:
 * running consumers keep their queues. All methods block for the network. Thread-safe; but two that re-send pending dead
 * letters at the same time, in one process or in two, send them twice.
 */
public final class DeadLetters implements AutoCloseable {

    private final Connection connection;
    private final ProducerEngine<DefaultMQProducer> engine;
    private final InboundMessages inbound;

    private DeadLetters(Connection connection, ProducerSettings settings) {
        this.connection = connection;
        // No client to show to interceptors: only the engine's sender is used, which calls none.
        this.engine = new ProducerEngine<>(null, connection, settings,
                () -> RocketMqClients.producer(connection, settings));
        this.inbound = new InboundMessages(connection.namespace());
    }

    /**
     * Connects. As for a producer, the name servers need not be reachable yet.
     *
     * @param properties those of the group's consumer: GROUP_ID, NAMESRV_ADDR, INSTANCE_ID, AccessKey and so on;
     *        SendMsgTimeoutMillis is that of a re-sent message, 3000 by default; InstanceName is not used
     * @return the group's dead letters; close it
     * @throws ONSClientException when the properties cannot be used; its text lists every problem
     */
    public static DeadLetters open(Properties properties) {
        Config config = Config.of(ClientKind.DEAD_LETTER_READER, properties);
        ProducerSettings settings = ProducerSettings.from(config);
        DeadLetters deadLetters = new DeadLetters(Connection.from(config), settings);
        deadLetters.engine.start();
        return deadLetters;
    }

    /**
     * Every dead letter that the brokers still have now: by queue, the oldest first. Reads them while the stream is
     * consumed and holds no more than one pull, at most 32, so any number fits into memory.
     *
     * @return a sequential stream, which throws ONSClientException when reading fails; empty when the group has no dead
     *         letters or does not exist
     * @throws ONSClientException when this is closed, the topic cannot be read, or no server answers
     */
    public Stream<DeadLetter> all() {
        return stream(new Listing(reader(), inbound, false));
    }

    /**
     * The dead letters behind the position that {@link #resendPending()} came to; all of them when it never ran.
     *
     * @return a stream as of {@link #all()}
     * @throws ONSClientException as for {@link #all()}
     */
    public Stream<DeadLetter> pending() {
        return stream(new Listing(reader(), inbound, true));
    }

    /**
     * Re-sends one dead letter, whether or not it was re-sent before.
     *
     * @param deadLetter the dead letter
     * @return the message's id and topic, once a broker has stored it
     * @throws ONSClientException when this is closed, or the message cannot be sent
     */
    public SendResult resend(DeadLetter deadLetter) {
        requireOpen();
        Message message = deadLetter.message();
        String shardingKey = message.getShardingKey();
        return shardingKey == null || shardingKey.isEmpty() ? engine.sender().send(message)
                : engine.sender().send(message, shardingKey);
    }

    /**
     * Re-sends the dead letters that a condition chooses, whether or not they were re-sent before. A range of time is
     * {@code dead -> dead.storedTime().isAfter(start)}, all of them {@code dead -> true}.
     *
     * @param choice says which
     * @return ids and topics in the order of sending
     * @throws ONSClientException when reading or sending fails; its text says how many were re-sent before, and where it
     *         stopped
     */
    public List<SendResult> resend(Predicate<? super DeadLetter> choice) {
        Objects.requireNonNull(choice, "choice");
        return resend(new Listing(reader(), inbound, false), choice, done -> { });
    }

    /**
     * Re-sends the dead letters behind the position that an earlier call came to, and moves the position with each. When
     * it fails, call it again: it goes on at the dead letter it stopped at. A process that dies between sending a message
     * and moving the position sends that one twice.
     *
     * @return ids and topics in the order of sending; empty when there is nothing new
     * @throws ONSClientException when reading, sending or keeping the position fails; its text says how many were re-sent
     *         before, and where it stopped
     */
    public List<SendResult> resendPending() {
        TopicReader reader = reader();
        return resend(new Listing(reader, inbound, true), dead -> true,
                done -> reader.moveTo(done.location(), done.offset() + 1));
    }

    private List<SendResult> resend(Listing listing, Predicate<? super DeadLetter> choice,
                                    Consumer<DeadLetter> afterwards) {
        List<SendResult> results = new ArrayList<>();
        DeadLetter current = null;
        try {
            while (listing.hasNext()) {
                current = listing.next();
                if (choice.test(current)) {
                    results.add(resend(current));
                    afterwards.accept(current);
                }
            }
            return results;
        } catch (ONSClientException e) {
            throw stopped(results.size(), current, e);
        }
    }

    private ONSClientException stopped(int sent, DeadLetter at, ONSClientException reason) {
        return Failure.of(ErrorCode.RESEND_STOPPED, "Re-sending dead letters stopped after " + sent + ": "
                + reason.getMessage())
                .with("group", connection.settings().group())
                .with("resent", sent)
                .with("msgId", at == null ? null : at.messageId())
                .with("queue", at == null ? null : at.queue())
                .with("offset", at == null ? null : at.offset())
                .causedBy(reason)
                .toException();
    }

    private static Stream<DeadLetter> stream(Iterator<DeadLetter> listing) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(listing,
                Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE), false);
    }

    private TopicReader reader() {
        requireOpen();
        String group = connection.namespace().wrap(connection.settings().group());
        return new TopicReader(connection, engine.rocketMqProducer(), group, MixAll.getDLQTopic(group));
    }

    private void requireOpen() {
        if (!engine.running()) {
            throw Failure.of(ErrorCode.ALREADY_SHUT_DOWN, "Cannot use the dead letters of group \""
                    + connection.settings().group() + "\": they were closed").toException();
        }
    }

    /** Disconnects. Does nothing when called again. */
    @Override
    public void close() {
        engine.shutdown();
    }
}
