package io.openons.client.sending;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.spi.ProducerInterceptor;
import io.openons.client.auth.Credentials;
import io.openons.client.config.ProducerSettings;
import io.openons.client.interceptor.Interceptors;
import io.openons.client.lifecycle.Lifecycle;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.DeliveryTimes;
import io.openons.client.rocketmq.NameServerProbe;
import io.openons.client.rocketmq.NameServerUpdates;
import io.openons.client.rocketmq.QuickShutdown;
import io.openons.client.rocketmq.SendErrors;
import io.openons.client.rocketmq.Transports;
import io.openons.client.rocketmq.trace.ProducerTrace;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.rocketmq.client.producer.DefaultMQProducer;

/**
 * What a producer of any kind is made of: the one state, a RocketMQ producer from start to shutdown, the sender over it
 * and the interceptors around it. Thread-safe.
 *
 * @param <P> the RocketMQ producer's type
 */
public final class ProducerEngine<P extends DefaultMQProducer> {

    private final Connection connection;
    private final ProducerSettings settings;
    private final Supplier<P> factory;
    private final Lifecycle lifecycle;
    private final Interception interception;
    private final CallbackThreads callbackThreads = new CallbackThreads();
    private volatile P producer;
    private volatile MessageSender sender;

    /**
     * Creates the engine of a producer that is not started.
     *
     * @param client the producer, as interceptors see it
     * @param connection how it connects
     * @param settings what it was told
     * @param factory makes the RocketMQ producer at start
     */
    public ProducerEngine(Admin client, Connection connection, ProducerSettings settings, Supplier<P> factory) {
        this.connection = connection;
        this.settings = settings;
        this.factory = factory;
        this.lifecycle = new Lifecycle(connection.title());
        this.interception = new Interception(Interceptors.load(ProducerInterceptor.class), client,
                connection.namespace());
    }

    /** Starts the producer; see {@link Lifecycle#start}. */
    public void start() {
        lifecycle.start(() -> {
            connection.open(lifecycle);
            NameServerProbe.warnUnlessReachable(connection.title(), connection.endpoint().nameServers());
            P starting = factory.get();
            Transports.start(starting);
            NameServerUpdates.follow(connection, starting);
            SendErrors errors = new SendErrors(connection, settings.sendTimeoutMillis(), starting);
            AsyncSends asyncSends = new AsyncSends(starting, errors, callbackThreads, connection,
                    settings.autoBatch());
            lifecycle.onClose(asyncSends::cutOff);
            lifecycle.onClose(() -> QuickShutdown.shutdown(starting));
            if (connection.settings().traced()) {
                lifecycle.onClose(ProducerTrace.begin(starting, connection.title(),
                        work -> Transports.act(starting, work))::close);
            }
            lifecycle.onClose(asyncSends::drain);
            sender = new MessageSender(starting, connection,
                    new DeliveryTimes(starting, settings, connection.namespace()), errors, asyncSends);
            producer = starting;
        });
    }

    /** Shuts the producer down; waits for asynchronous sends under way, at most one send timeout. */
    public void shutdown() {
        lifecycle.stop();
    }

    /**
     * Whether the producer can be used.
     *
     * @return true between start and shutdown
     */
    public boolean running() {
        return lifecycle.running();
    }

    /**
     * Replaces the credentials as one.
     *
     * @param properties see {@link Credentials#from(Properties)}
     */
    public void updateCredential(Properties properties) {
        connection.credentials().replace(Credentials.from(properties));
    }

    /**
     * Takes the executor that callbacks run on; it is never closed here.
     *
     * @param executor the application's executor, or null for the client's own threads
     */
    public void setCallbackExecutor(ExecutorService executor) {
        callbackThreads.lend(executor);
    }

    /**
     * Sends within the interceptors.
     *
     * @param message the application's message
     * @param way how to send it
     * @return the result that {@code way} returned
     * @throws ONSClientException when the producer is not running, an interceptor refuses, or {@code way} throws it
     */
    public SendResult send(Message message, Function<MessageSender, SendResult> way) {
        lifecycle.requireRunning("send");
        return interception.around(message, () -> way.apply(sender));
    }

    /**
     * Sends asynchronously within the interceptors.
     *
     * @param message the application's message
     * @param callback the application's callback, or null
     * @throws ONSClientException when the producer is not running, an interceptor refuses, or the message cannot be
     * sent
     */
    public void sendAsync(Message message, SendCallback callback) {
        lifecycle.requireRunning("send asynchronously");
        interception.aroundAsync(message, callback, within -> sender.sendAsync(message, within));
    }

    /**
     * The sender of a running producer, for what is sent on its own behalf.
     *
     * @return the sender made at start; null before
     */
    public MessageSender sender() {
        return sender;
    }

    /**
     * The RocketMQ producer.
     *
     * @return the producer made at start; null before
     */
    public P rocketMqProducer() {
        return producer;
    }
}
