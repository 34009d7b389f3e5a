package io.openons.contract;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.common.AbortProcessException;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;

/** Makes a broker refuse or delay the messages sent to it. A restart of the broker ends its faults. */
final class BrokerFaults implements RPCHook {

    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger delayed = new AtomicInteger();
    private volatile int code;
    private volatile String words;
    private volatile long delayMillis;

    private BrokerFaults() {
    }

    static BrokerFaults of(EmbeddedRocketMq broker) {
        BrokerFaults faults = new BrokerFaults();
        broker.brokerController().getRemotingServer().registerRPCHook(faults);
        return faults;
    }

    /** Refuses that many sends; the number returned counts down. */
    AtomicInteger refuseSends(int count, int responseCode, String remark) {
        code = responseCode;
        words = remark;
        refusals.set(count);
        return refusals;
    }

    /** Delays every send. */
    void delaySends(long millis) {
        delayMillis = millis;
    }

    void none() {
        refusals.set(0);
        delayMillis = 0;
    }

    /** Whether no delayed send is waiting. */
    boolean idle() {
        return delayed.get() == 0;
    }

    @Override
    public void doBeforeRequest(String address, RemotingCommand request) {
        if (request.getCode() != RequestCode.SEND_MESSAGE_V2 && request.getCode() != RequestCode.SEND_BATCH_MESSAGE) {
            return;
        }
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new AbortProcessException(code, words);
        }
        long delay = delayMillis;
        if (delay > 0) {
            delayed.incrementAndGet();
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay);
            while (delayMillis > 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            delayed.decrementAndGet();
        }
    }

    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        // Only requests are disturbed.
    }
}
