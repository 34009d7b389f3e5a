package io.openons.benchmarks.load;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a steady pace and times each send. One that must wait for the one before counts from when it was due, so
 * that a pause is seen by all that it delays.
 */
final class LatencyRun implements Run {

    private final Scene scene;
    private final Bodies bodies;
    private final long intervalNanos;

    LatencyRun(Scene scene) {
        this.scene = scene;
        this.bodies = new Bodies(scene.bodyBytes());
        this.intervalNanos = 1_000_000_000L / scene.ratePerSecond();
    }

    @Override
    public void measure(Findings findings) throws Exception {
        BenchProducer producer = scene.client().startProducer(scene.groups().get(0));
        int warmUp = send(producer, scene.warmUp().toNanos()).length;
        findings.begin();
        long[] nanos = send(producer, scene.time().toNanos());
        findings.end();
        Arrays.sort(nanos);
        findings.found(Metric.P50, percentile(nanos, 0.50) / 1_000.0);
        findings.found(Metric.P99, percentile(nanos, 0.99) / 1_000.0);
        findings.sent(warmUp + nanos.length);
    }

    private long[] send(BenchProducer producer, long length) throws Exception {
        String topic = scene.topics().get(0);
        long[] nanos = new long[(int) Math.max(1, length / intervalNanos)];
        long due = System.nanoTime();
        for (int i = 0; i < nanos.length; i++) {
            long begin = awaitTime(due);
            producer.send(topic, bodies.get(i));
            nanos[i] = System.nanoTime() - begin;
            due += intervalNanos;
        }
        return nanos;
    }

    /** When the send begins: now, or when it was due if that has passed. */
    private static long awaitTime(long due) {
        long now = System.nanoTime();
        if (now > due) {
            return due;
        }
        while (now < due) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
        return now;
    }

    private static long percentile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
