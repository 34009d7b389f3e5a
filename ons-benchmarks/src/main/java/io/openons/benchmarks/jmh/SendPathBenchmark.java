package io.openons.benchmarks.jmh;

import io.openons.benchmarks.load.BenchClient;
import io.openons.benchmarks.load.BenchProducer;
import io.openons.benchmarks.load.Bodies;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A send to a broker in another JVM: this project's client and RocketMQ's own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class SendPathBenchmark {

    private static final String TOPIC = "jmh";
    private static final int BODY_BYTES = 256;
    private static final int IN_FLIGHT = 1_000;

    /** Which client. */
    @Param({"openons", "bare"})
    public String library;

    private final Bodies bodies = new Bodies(BODY_BYTES);
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private BrokerJvm broker;
    private BenchProducer producer;
    private long number;

    private final BenchProducer.Outcome outcome = new BenchProducer.Outcome() {
        @Override
        public void stored() {
            inFlight.release();
        }

        @Override
        public void failed(Throwable failure) {
            failure.printStackTrace();
            inFlight.release();
        }
    };

    /** JMH makes it. */
    public SendPathBenchmark() {
    }

    /** Starts broker and producer. */
    @Setup
    public void start() throws Exception {
        broker = new BrokerJvm(TOPIC);
        producer = BenchClient.of(library.equals("bare"), broker.nameServer(), new Properties())
                .startProducer("GID_jmh");
    }

    /** Ends both. */
    @TearDown
    public void stop() throws Exception {
        inFlight.acquire(IN_FLIGHT);
        producer.shutdown();
        broker.stop();
    }

    /** One that waits for its acknowledgement. */
    @Benchmark
    public void sync() throws Exception {
        producer.send(TOPIC, bodies.get(number++));
    }

    /** One of a thousand in flight. */
    @Benchmark
    public void async() throws Exception {
        inFlight.acquire();
        producer.sendAsync(TOPIC, bodies.get(number++), outcome);
    }

    /** One-way, with one in a thousand acknowledged, which keeps the broker's queue short. */
    @Benchmark
    public void oneway() throws Exception {
        byte[] body = bodies.get(number);
        if (number++ % IN_FLIGHT == 0) {
            producer.send(TOPIC, body);
        } else {
            producer.sendOneway(TOPIC, body);
        }
    }
}
