package io.openons.client.producer;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import io.openons.client.config.ProducerSettings;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.RocketMqClients;
import io.openons.client.sending.ProducerEngine;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import org.apache.rocketmq.client.producer.DefaultMQProducer;

/** The {@link Producer}: normal and scheduled messages, in three ways. Thread-safe. */
public final class DefaultProducer implements Producer {

    private final ProducerEngine<DefaultMQProducer> engine;

    /**
     * Creates a producer that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     */
    public DefaultProducer(Connection connection, ProducerSettings settings) {
        this.engine = new ProducerEngine<>(this, connection, settings,
                () -> RocketMqClients.producer(connection, settings));
    }

    @Override
    public void start() {
        engine.start();
    }

    @Override
    public void shutdown() {
        engine.shutdown();
    }

    @Override
    public boolean isStarted() {
        return engine.running();
    }

    @Override
    public boolean isClosed() {
        return !engine.running();
    }

    @Override
    public void updateCredential(Properties credentialProperties) {
        engine.updateCredential(credentialProperties);
    }

    @Override
    public SendResult send(Message message) {
        return engine.send(message, sender -> sender.send(message));
    }

    @Override
    public void sendOneway(Message message) {
        engine.send(message, sender -> {
            sender.sendOneway(message);
            return null;
        });
    }

    @Override
    public void sendAsync(Message message, SendCallback sendCallback) {
        engine.sendAsync(message, sendCallback);
    }

    @Override
    public void setCallbackExecutor(ExecutorService callbackExecutor) {
        engine.setCallbackExecutor(callbackExecutor);
    }
}
