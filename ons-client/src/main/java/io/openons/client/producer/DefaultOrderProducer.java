package io.openons.client.producer;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import io.openons.client.config.ProducerSettings;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.RocketMqClients;
import io.openons.client.sending.ProducerEngine;
import java.util.Properties;
import org.apache.rocketmq.client.producer.DefaultMQProducer;

/** The {@link OrderProducer}: messages of one sharding key go to one queue. Thread-safe. */
public final class DefaultOrderProducer implements OrderProducer {

    private final ProducerSettings settings;
    private final ProducerEngine<DefaultMQProducer> engine;

    /**
     * Creates a producer that is not started.
     *
     * @param connection how it connects
     * @param settings what it was told
     */
    public DefaultOrderProducer(Connection connection, ProducerSettings settings) {
        this.settings = settings;
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
    public SendResult send(Message message, String shardingKey) {
        return engine.send(message, sender -> sender.send(message, effective(shardingKey)));
    }

    private String effective(String shardingKey) {
        String key = blank(shardingKey) ? settings.defaultShardingKey() : shardingKey;
        if (blank(key)) {
            throw Failure.of(ErrorCode.SHARDING_KEY_BLANK, "Message refused: 'shardingKey' is blank").toException();
        }
        return key;
    }

    private static boolean blank(String key) {
        return key == null || key.trim().isEmpty();
    }
}
