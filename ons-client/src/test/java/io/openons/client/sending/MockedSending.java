package io.openons.client.sending;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ProducerSettings;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Settings;
import io.openons.client.rocketmq.Connection;
import io.openons.client.rocketmq.DeliveryTimes;
import io.openons.client.rocketmq.SendErrors;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.common.message.Message;
import org.mockito.ArgumentCaptor;

/** A sender wired as the engine does it, over a RocketMQ producer that answers as told; ends its thread when closed. */
public final class MockedSending implements AutoCloseable {

    public final DefaultMQProducer rocketMq;
    final CallbackThreads threads = new CallbackThreads();
    final AsyncSends asyncSends;
    public final MessageSender sender;

    MockedSending(int timeoutMillis, Object... keysAndValues) {
        this(mock(DefaultMQProducer.class), timeoutMillis, keysAndValues);
    }

    public MockedSending(DefaultMQProducer mock, int timeoutMillis, Object... keysAndValues) {
        rocketMq = mock;
        when(rocketMq.getSendMsgTimeout()).thenReturn(timeoutMillis);
        Connection connection = Connections.producer(keysAndValues);
        SendErrors errors = new SendErrors(connection, timeoutMillis, rocketMq);
        ProducerSettings settings = ProducerSettings.from(Config.of(ClientKind.PRODUCER, Settings.of(keysAndValues)));
        asyncSends = new AsyncSends(rocketMq, errors, threads, connection, settings.autoBatch());
        sender = new MessageSender(rocketMq, connection,
                new DeliveryTimes(rocketMq, settings, connection.namespace()), errors, asyncSends);
    }

    /** The callback that the RocketMQ producer was given with its only asynchronous send. */
    SendCallback handedOver() throws Exception {
        ArgumentCaptor<SendCallback> bridge = ArgumentCaptor.forClass(SendCallback.class);
        verify(rocketMq).send(any(Message.class), bridge.capture(), anyLong());
        return bridge.getValue();
    }

    @Override
    public void close() {
        when(rocketMq.getSendMsgTimeout()).thenReturn(0);
        asyncSends.drain();
    }
}
