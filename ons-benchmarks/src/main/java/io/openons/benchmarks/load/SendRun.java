package io.openons.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Sends as fast as it goes, for a time, in turn over all clients and topics; memory is taken under load. */
final class SendRun implements Run {

    /** After so many one-way sends one that is acknowledged: none of them gets lost in a queue that overflows. */
    private static final int ONEWAY_STRIDE = 1_000;

    private final Scene scene;
    private final int threads;
    private final Way way;
    private final Bodies bodies;
    private final List<String> topics;
    private final LongAdder acknowledged = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Semaphore inFlight;
    private volatile boolean stopped;

    /** One send. */
    private interface Way {
        void send(SendRun run, BenchProducer producer, String topic, byte[] body, long number) throws Exception;
    }

    private SendRun(Scene scene, int threads, Way way) {
        this.scene = scene;
        this.threads = threads;
        this.way = way;
        this.bodies = new Bodies(scene.bodyBytes());
        this.topics = scene.topics();
        this.inFlight = new Semaphore(scene.inFlight());
    }

    static SendRun sync(Scene scene, int threads) {
        return new SendRun(scene, threads, (run, producer, topic, body, number) -> {
            producer.send(topic, body);
            run.acknowledged.increment();
        });
    }

    static SendRun async(Scene scene) {
        return new SendRun(scene, 1, (run, producer, topic, body, number) -> {
            run.inFlight.acquire();
            producer.sendAsync(topic, body, run.outcome);
        });
    }

    static SendRun oneway(Scene scene) {
        return new SendRun(scene, 1, (run, producer, topic, body, number) -> {
            if (number % ONEWAY_STRIDE == ONEWAY_STRIDE - 1) {
                producer.send(topic, body);
            } else {
                producer.sendOneway(topic, body);
            }
            run.acknowledged.increment();
        });
    }

    private final BenchProducer.Outcome outcome = new BenchProducer.Outcome() {
        @Override
        public void stored() {
            acknowledged.increment();
            inFlight.release();
        }

        @Override
        public void failed(Throwable cause) {
            failure.compareAndSet(null, cause);
            inFlight.release();
        }
    };

    @Override
    public void measure(Findings findings) throws Exception {
        List<BenchProducer> producers = new ArrayList<>();
        for (String group : scene.groups()) {
            producers.add(scene.client().startProducer(group));
        }
        Thread[] senders = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            senders[i] = new Thread(() -> send(producers), "sender-" + i);
            senders[i].start();
        }
        awaitFirstOfEach();
        Thread.sleep(scene.warmUp().toMillis());
        Window window = new Window(findings, acknowledged::sum, senders);
        Thread.sleep(scene.time().toMillis());
        window.end();
        findings.found(Metric.THREADS, Resources.threads());
        findings.found(Metric.LIVE_HEAP, Resources.liveHeap());
        findings.found(Metric.RSS, Resources.residentMemory());

        stopped = true;
        for (Thread sender : senders) {
            sender.join();
        }
        inFlight.acquire(scene.inFlight());
        if (failure.get() != null) {
            throw new IllegalStateException("A send failed.", failure.get());
        }
        // Behind the last one-way send on its connection, which this JVM's end would cut off.
        producers.get(0).send(topics.get(0), bodies.get(0));
        findings.sent(acknowledged.sum() + 1);
    }

    /** Looking up the routes of many topics may take longer than a short warm-up. */
    private void awaitFirstOfEach() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Scene.SEND_TIMEOUT_MILLIS);
        int first = Math.max(scene.topicCount(), scene.clients());
        while (acknowledged.sum() < first && failure.get() == null && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
    }

    private void send(List<BenchProducer> producers) {
        try {
            long number = 0;
            while (!stopped) {
                way.send(this, producers.get((int) (number % producers.size())),
                        topics.get((int) (number % topics.size())), bodies.get(number), number);
                number++;
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }
}
