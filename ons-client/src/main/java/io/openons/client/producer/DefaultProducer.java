package io.openons.client.producer;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.auth.Credentials;
import io.openons.client.config.ProducerSettings;
import io.openons.client.lifecycle.Lifecycle;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.NameServerProbe;
import io.openons.client.rocketmq.QuickShutdown;
import io.openons.client.rocketmq.RocketMqClients;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import org.apache.rocketmq.client.producer.DefaultMQProducer;

/** The {@link Producer}: checks its state and delegates to a {@link MessageSender}. Thread-safe. */
public final class DefaultProducer implements Producer {

    private final Connection connection;
    private final ProducerSettings settings;
    private final Lifecycle lifecycle;
    private final CallbackThreads callbackThreads = new CallbackThreads();
    private volatile MessageSender sender;

    /**
     * Creates a producer that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     */
    public DefaultProducer(Connection connection, ProducerSettings settings) {
        this.connection = connection;
        this.settings = settings;
        this.lifecycle = new Lifecycle(connection.title());
    }

    @Override
    public void start() {
        lifecycle.start(() -> {
            NameServerProbe.warnUnlessReachable(connection.title(), connection.endpoint().nameServers());
            DefaultMQProducer producer = RocketMqClients.producer(connection, settings);
            producer.start();
            lifecycle.onClose(() -> QuickShutdown.shutdown(producer));
            sender = new MessageSender(producer, connection, callbackThreads);
        });
    }

    @Override
    public void shutdown() {
        lifecycle.stop();
    }

    @Override
    public boolean isStarted() {
        return lifecycle.running();
    }

    @Override
    public boolean isClosed() {
        return !lifecycle.running();
    }

    @Override
    public void updateCredential(Properties credentialProperties) {
        connection.credentials().replace(Credentials.from(credentialProperties));
    }

    @Override
    public SendResult send(Message message) {
        lifecycle.requireRunning("send");
        return sender.send(message);
    }

    @Override
    public void sendOneway(Message message) {
        lifecycle.requireRunning("send one-way");
        sender.sendOneway(message);
    }

    @Override
    public void sendAsync(Message message, SendCallback sendCallback) {
        lifecycle.requireRunning("send asynchronously");
        sender.sendAsync(message, sendCallback);
    }

    @Override
    public void setCallbackExecutor(ExecutorService callbackExecutor) {
        callbackThreads.lend(callbackExecutor);
    }
}
