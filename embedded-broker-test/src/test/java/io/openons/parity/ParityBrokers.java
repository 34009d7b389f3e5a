package io.openons.parity;

import io.openons.embedded.EmbeddedRocketMq;
import java.time.Duration;
import java.util.Map;

/** The brokers of a run: a common one, and two of its own for what would disturb others. */
final class ParityBrokers implements AutoCloseable {

    private final EmbeddedRocketMq common;
    private final EmbeddedRocketMq slow;
    private final DisturbedSends disturbed;
    private final EmbeddedRocketMq outage;

    ParityBrokers(EmbeddedRocketMq common) {
        this.common = common;
        this.slow = EmbeddedRocketMq.builder().transactionCheckInterval(Duration.ofSeconds(1))
                .brokerConfig(config -> {
                    config.setTransactionCheckMax(15); // as brokers have it
                    config.setSendMessageThreadPoolNums(32); // for messages that wait
                    config.setTraceTopicEnable(true);
                }).start();
        this.disturbed = DisturbedSends.of(slow);
        this.outage = EmbeddedRocketMq.builder().start();
    }

    Map<String, BrokerAnswers> answers() {
        return Map.of(ParityProgram.COMMON, new BrokerAnswers(common), ParityProgram.SLOW, new BrokerAnswers(slow),
                ParityProgram.OUTAGE, new BrokerAnswers(outage));
    }

    @Override
    public void close() {
        disturbed.end();
        slow.close();
        outage.close();
    }
}
