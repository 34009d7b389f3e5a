package io.openons.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Consumes a backlog. Measured from a fifth of it, or the warm-up time, to its end, or the measured time, whatever
 * comes first; memory is taken while consumers go on.
 */
final class ConsumeRun implements Run {

    private static final long LONGEST_START_SECONDS = 60;

    private final Scene scene;
    private final LongAdder received = new LongAdder();

    ConsumeRun(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void measure(Findings findings) throws Exception {
        List<BenchConsumer> consumers = new ArrayList<>();
        for (String group : scene.groups()) {
            consumers.add(scene.client().startConsumer(group, scene.topics(), this::onMessage));
        }
        long all = (long) scene.backlog() * scene.clients();
        await(1, TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS));
        await(all / 5, scene.warmUp().toNanos());
        Window window = new Window(findings, received::sum);
        await(all, scene.time().toNanos());
        window.end();
        findings.found(Metric.THREADS, Resources.threads());
        findings.found(Metric.LIVE_HEAP, Resources.liveHeap());
        findings.found(Metric.RSS, Resources.residentMemory());
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

    private void await(long messages, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (received.sum() < messages && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
    }
}
