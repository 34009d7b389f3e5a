package io.openons.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Consumes a backlog. Other groups have consumed it before, or as much as the warm-up time allows, since a JVM compiles
 * for longer than half a backlog lasts. Measured from a fifth of it to its end or for the measured time, whatever comes
 * first; memory is taken while consumers go on.
 */
final class ConsumeRun implements Run {

    private static final long LONGEST_START_SECONDS = 60;

    private final Scene scene;
    private final long all;

    ConsumeRun(Scene scene) {
        this.scene = scene;
        this.all = (long) scene.backlog() * scene.clients();
    }

    @Override
    public void measure(Findings findings) throws Exception {
        Consumers others = new Consumers(scene.warmUpGroups());
        others.await(all, scene.warmUp().toNanos());
        others.shutdown();
        Consumers consumers = new Consumers(scene.groups());
        consumers.await(all / 5, scene.time().toNanos());
        Window window = new Window(findings, consumers.received::sum);
        consumers.await(all, scene.time().toNanos());
        window.end();
        findings.found(Metric.THREADS, Resources.threads());
        findings.found(Metric.LIVE_HEAP, Resources.liveHeap());
        findings.found(Metric.RSS, Resources.residentMemory());
    }

    /** One for each group of the scene, and what they have received together. */
    private final class Consumers {

        private final LongAdder received = new LongAdder();
        private final List<BenchConsumer> consumers = new ArrayList<>();

        /** Starts them and waits for the first message. */
        Consumers(List<String> groups) throws Exception {
            for (String group : groups) {
                consumers.add(scene.client().startConsumer(group, scene.topics(), this::onMessage));
            }
            await(1, TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS));
        }

        private void onMessage() {
            if (scene.listenerMillis() > 0) {
                try {
                    Thread.sleep(scene.listenerMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            received.increment();
        }

        void await(long messages, long nanos) throws InterruptedException {
            long deadline = System.nanoTime() + nanos;
            while (received.sum() < messages && System.nanoTime() < deadline) {
                Thread.sleep(1);
            }
        }

        void shutdown() {
            consumers.forEach(BenchConsumer::shutdown);
        }
    }
}
