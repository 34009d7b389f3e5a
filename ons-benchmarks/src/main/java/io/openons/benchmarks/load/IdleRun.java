package io.openons.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A producer and a consumer that have exchanged some messages and then rest: what they hold, what they burn, and how
 * long they take to shut down.
 */
final class IdleRun implements Run {

    private static final int MESSAGES = 1_000;
    private static final long LONGEST_DELIVERY_SECONDS = 60;

    private final Scene scene;

    IdleRun(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void measure(Findings findings) throws Exception {
        int threadsBefore = Resources.threads();
        Bodies bodies = new Bodies(scene.bodyBytes());
        List<BenchProducer> producers = new ArrayList<>();
        List<BenchConsumer> consumers = new ArrayList<>();
        CountDownLatch received = new CountDownLatch(MESSAGES * scene.clients());
        for (String group : scene.groups()) {
            producers.add(scene.client().startProducer(group));
            consumers.add(scene.client().startConsumer(group, scene.topics(), received::countDown));
        }
        for (int i = 0; i < MESSAGES; i++) {
            producers.get(i % producers.size()).send(scene.topics().get(i % scene.topicCount()), bodies.get(i));
        }
        if (!received.await(LONGEST_DELIVERY_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(received.getCount() + " messages were not delivered.");
        }
        Thread.sleep(scene.warmUp().toMillis()); // compilers and the first background tasks come to rest
        findings.begin();
        long cpu = Resources.cpuNanos();
        Thread.sleep(scene.time().toMillis());
        findings.found(Metric.IDLE_CPU, (Resources.cpuNanos() - cpu) / 1e3 / scene.time().toMillis());
        findings.end();
        findings.found(Metric.THREADS, Resources.threads() - threadsBefore);
        findings.found(Metric.LIVE_HEAP, Resources.liveHeap());
        findings.found(Metric.RSS, Resources.residentMemory());
        findings.found(Metric.PRODUCER_SHUTDOWN, millis(() -> producers.forEach(BenchProducer::shutdown)));
        findings.found(Metric.CONSUMER_SHUTDOWN, millis(() -> consumers.forEach(BenchConsumer::shutdown)));
        findings.sent(MESSAGES);
    }

    private static double millis(Runnable task) {
        long begin = System.nanoTime();
        task.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
