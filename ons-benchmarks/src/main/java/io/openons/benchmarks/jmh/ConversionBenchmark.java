package io.openons.benchmarks.jmh;

import com.aliyun.openservices.ons.api.Message;
import io.openons.benchmarks.load.Bodies;
import io.openons.client.endpoint.Namespace;
import io.openons.client.message.InboundMessages;
import io.openons.client.message.OutboundMessages;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** ONS messages to RocketMQ messages and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ConversionBenchmark {

    private static final String TOPIC = "orders";
    private static final String TAG = "paid";
    private static final String KEY = "order-4711";
    private static final int USER_PROPERTIES = 5;
    private static final byte[] BODY = new Bodies(256).get(0);

    private final OutboundMessages outbound = new OutboundMessages(Namespace.NONE);
    private final OutboundMessages outboundOfInstance = new OutboundMessages(Namespace.of("MQ_INST_1_abc"));
    private final InboundMessages inbound = new InboundMessages(Namespace.NONE);
    private final MessageQueue queue = new MessageQueue(TOPIC, "broker-a", 1);
    private final Message plain = new Message(TOPIC, TAG, BODY);
    private final Message rich = rich();
    private final MessageExt plainReceived = received(plain);
    private final MessageExt richReceived = received(rich);

    /** JMH makes it. */
    public ConversionBenchmark() {
    }

    private static Message rich() {
        Message message = new Message(TOPIC, TAG, KEY, BODY);
        for (int i = 0; i < USER_PROPERTIES; i++) {
            message.putUserProperties("property-" + i, "value-" + i);
        }
        return message;
    }

    private MessageExt received(Message message) {
        org.apache.rocketmq.common.message.Message sent = outbound.convert(message);
        InetSocketAddress host = new InetSocketAddress("127.0.0.1", 1);
        MessageExt received = new MessageExt(1, System.currentTimeMillis(), host, System.currentTimeMillis(), host,
                "7F00000100002A9F0000000000000000");
        received.setTopic(sent.getTopic());
        received.setBody(sent.getBody());
        MessageAccessor.setProperties(received, sent.getProperties());
        MessageAccessor.putProperty(received, MessageConst.PROPERTY_MIN_OFFSET, "0"); // as RocketMQ's pulls do
        MessageAccessor.putProperty(received, MessageConst.PROPERTY_MAX_OFFSET, "4711");
        return received;
    }

    /** Topic, tag and body to send. */
    @Benchmark
    public Object outboundPlain() {
        return outbound.convert(plain);
    }

    /** The same in a namespace. */
    @Benchmark
    public Object outboundPlainInNamespace() {
        return outboundOfInstance.convert(plain);
    }

    /** With a key and five user properties. */
    @Benchmark
    public Object outboundWithProperties() {
        return outbound.convert(rich);
    }

    /** Topic, tag and body received. */
    @Benchmark
    public Object inboundPlain() {
        return inbound.convert(plainReceived, queue);
    }

    /** With a key and five user properties. */
    @Benchmark
    public Object inboundWithProperties() {
        return inbound.convert(richReceived, queue);
    }
}
