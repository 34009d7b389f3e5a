package io.openons.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Consumes a backlog. Other groups consume it first, again and again for the warm-up time, since a JVM compiles for
 * longer than one backlog lasts. Measured from a fifth of it to its end or for the measured time, whatever comes first;
 * memory is taken while consumers go on.
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
        long warm = System.nanoTime() + scene.warmUp().toNanos();
        for (int pass = 1; System.nanoTime() < warm; pass++) {
            Consumers others = new Consumers("-" + pass);
            others.await(1, TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS));
            others.await(all, warm - System.nanoTime());
            others.shutdown();
        }
        Consumers consumers = new Consumers("");
        consumers.await(1, TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS));
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

        Consumers(String suffix) throws Exception {
            for (String group : scene.groups()) {
                consumers.add(scene.client().startConsumer(group + suffix, scene.topics(), this::onMessage));
            }
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
