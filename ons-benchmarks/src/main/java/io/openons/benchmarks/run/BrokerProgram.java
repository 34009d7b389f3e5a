package io.openons.benchmarks.run;

import java.util.List;

/** A broker with the topics that the arguments name, until standard input ends. Prints the name server's address. */
public final class BrokerProgram {

    private BrokerProgram() {
    }

    /**
     * Runs it.
     *
     * @param topics names of topics
     */
    public static void main(String[] topics) throws Exception {
        try (BenchBroker broker = new BenchBroker()) {
            broker.createTopics(List.of(topics));
            System.out.println(broker.nameServer());
            System.in.readAllBytes();
        }
        System.exit(0);
    }
}
