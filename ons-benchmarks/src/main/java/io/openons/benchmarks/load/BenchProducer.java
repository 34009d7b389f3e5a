package io.openons.benchmarks.load;

/** A started producer. */
public interface BenchProducer {

    /** Returns when the broker has acknowledged the message. */
    void send(String topic, byte[] body) throws Exception;

    /** Returns at once; {@code outcome} is told later, or this method throws. */
    void sendAsync(String topic, byte[] body, Outcome outcome) throws Exception;

    void sendOneway(String topic, byte[] body) throws Exception;

    void shutdown();

    /** How an asynchronous send ended: one of the two. */
    interface Outcome {

        void stored();

        void failed(Throwable failure);
    }
}
