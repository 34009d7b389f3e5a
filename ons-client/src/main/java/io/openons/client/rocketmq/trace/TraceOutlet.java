package io.openons.client.rocketmq.trace;

import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to the trace topic by the producer that every RocketMQ client has inside, over the client's own
 * connections. While there is no such topic, nothing is sent and RocketMQ is not bothered, since it would warn of the
 * missing route now and every 30 s. Used by one thread.
 */
final class TraceOutlet {

    private static final int TIMEOUT_MILLIS = 3000;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Logger LOG = LoggerFactory.getLogger(TraceOutlet.class);

    private final MQClientInstance instance;
    private final String client;
    private final String topic;
    private boolean topicFound;
    private boolean missingTold;
    private boolean failureTold;
    private long lookAgainAt = System.nanoTime();

    /**
     * Creates the outlet of a client.
     *
     * @param instance the started RocketMQ client
     * @param client the client in words, for the log
     * @param topic the trace topic
     */
    TraceOutlet(MQClientInstance instance, String client, String topic) {
        this.instance = instance;
        this.client = client;
        this.topic = topic;
    }

    /** Looks for the topic before anything is to be sent, so that the log tells soon when there is none. */
    void prepare() throws InterruptedException {
        try {
            look();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.debug("The name servers of {} cannot be asked for {} yet", client, topic, e);
        }
    }

    /** Whether messages can be sent now; asks the name servers at most every 30 s while there is no topic. */
    boolean open() throws InterruptedException {
        if (!topicFound && System.nanoTime() - lookAgainAt >= 0) {
            try {
                look();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failed(e);
            }
        }
        return topicFound;
    }

    private void look() throws Exception {
        // Brokers that create topics have the second one.
        topicFound = known(topic) || known(TopicValidator.AUTO_CREATE_TOPIC_KEY_TOPIC);
        lookAgainAt = System.nanoTime() + LOOK_AGAIN_NANOS;
        if (!topicFound && !missingTold) {
            missingTold = true;
            LOG.debug("{} is not traced: there is no topic {}. Brokers with traceTopicEnable=true have it.", client,
                    topic);
        }
    }

    private boolean known(String name) throws Exception {
        try {
            return instance.getMQClientAPIImpl().getTopicRouteInfoFromNameServer(name, TIMEOUT_MILLIS, false) != null;
        } catch (MQClientException e) {
            if (e.getResponseCode() == ResponseCode.TOPIC_NOT_EXIST) {
                return false;
            }
            throw e;
        }
    }

    /** Sends a message; when that fails, it is lost. */
    void send(Message message) throws InterruptedException {
        try {
            instance.getDefaultMQProducer().send(message, TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failed(e);
        }
    }

    private void failed(Exception e) {
        if (failureTold) {
            LOG.debug("Traces of {} could not be written", client, e);
            return;
        }
        failureTold = true;
        LOG.warn("Traces of {} could not be written to {} and are lost; more of this is told at DEBUG", client, topic,
                e);
    }
}
