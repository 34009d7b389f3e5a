package io.openons.parity;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.common.AbortProcessException;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;

/**
 * What a broker does with messages to some topics: it takes those to a topic whose name ends with "delayed" after seven
 * seconds, and refuses those to one that ends with "busy".
 */
final class DisturbedSends implements RPCHook {

    private static final int DELAY_SECONDS = 7;

    private final CountDownLatch end = new CountDownLatch(1);

    private DisturbedSends() {
    }

    static DisturbedSends of(EmbeddedRocketMq broker) {
        DisturbedSends disturbed = new DisturbedSends();
        broker.brokerController().getRemotingServer().registerRPCHook(disturbed);
        return disturbed;
    }

    /** Has messages that wait taken, so that the broker can stop. */
    void end() {
        end.countDown();
    }

    @Override
    public void doBeforeRequest(String address, RemotingCommand request) {
        Map<String, String> header = request.getExtFields();
        if (request.getCode() != RequestCode.SEND_MESSAGE_V2) {
            return;
        }
        String topic = header.get("b");
        if (topic.endsWith("busy")) {
            throw new AbortProcessException(ResponseCode.SYSTEM_BUSY, "busy, for the test");
        }
        if (topic.endsWith("delayed")) {
            try {
                end.await(DELAY_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        // Requests alone are disturbed.
    }
}
