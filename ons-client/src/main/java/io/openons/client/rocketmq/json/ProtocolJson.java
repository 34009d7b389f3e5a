package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONFactory;
import com.alibaba.fastjson2.reader.ObjectReaderProvider;
import com.alibaba.fastjson2.writer.ObjectWriterProvider;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.heartbeat.ConsumerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;
import org.apache.rocketmq.remoting.protocol.heartbeat.ProducerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.SubscriptionData;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;
import org.apache.rocketmq.remoting.protocol.route.QueueData;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;

/**
 * Gives fastjson2 the forms of this package for RocketMQ's types, in the whole JVM, so that it generates none of its
 * own before the first send. What RocketMQ writes is written the same to the byte, and read alike. Stateless.
 */
public final class ProtocolJson {

    /** Whose types these forms know; another one may have added a field. */
    private static final String KNOWN_VERSION = "V5_5_0";

    private ProtocolJson() {
    }

    /**
     * Registers the forms, unless the class path has another RocketMQ than the one they were written for, or one that
     * outlives them, as in a server's shared loader.
     */
    public static void install() {
        if (KNOWN_VERSION.equals(MQVersion.getVersionDesc(MQVersion.CURRENT_VERSION))
                && RemotingCommand.class.getClassLoader() == ProtocolJson.class.getClassLoader()) {
            ObjectWriterProvider writers = JSONFactory.getDefaultObjectWriterProvider();
            writers.register(RemotingCommand.class, new HeaderWriter());
            writers.register(HeartbeatData.class, new HeartbeatWriter());
            writers.register(ProducerData.class, new ProducerWriter());
            writers.register(ConsumerData.class, new ConsumerWriter());
            writers.register(SubscriptionData.class, new SubscriptionWriter());
            ObjectReaderProvider readers = JSONFactory.getDefaultObjectReaderProvider();
            readers.register(RemotingCommand.class, new HeaderReader());
            readers.register(TopicRouteData.class, new RouteReader());
            readers.register(BrokerData.class, new BrokerReader());
            readers.register(QueueData.class, new QueueReader());
        }
    }
}
