package io.openons.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The first steps of a fresh JVM, class loading included: an acknowledged send, then a consumer and its first message. */
final class StartRun implements Run {

    private static final long LONGEST_DELIVERY_SECONDS = 60;

    private static long mainNanos;

    private final Scene scene;

    StartRun(Scene scene) {
        this.scene = scene;
    }

    /** Called first thing in the program. */
    static void mainBegins() {
        mainNanos = System.nanoTime();
    }

    @Override
    public void measure(Findings findings) throws Exception {
        String topic = scene.topics().get(0);
        String group = scene.groups().get(0);
        byte[] body = new Bodies(scene.bodyBytes()).get(0);
        long create = System.nanoTime();
        BenchProducer producer = scene.client().startProducer(group);
        producer.send(topic, body);
        long acknowledged = System.nanoTime();
        findings.found(Metric.FROM_MAIN, (acknowledged - mainNanos) / 1e6);
        findings.found(Metric.FROM_CREATE, (acknowledged - create) / 1e6);
        findings.found(Metric.CLASSES, Resources.loadedClasses());
        long createConsumer = System.nanoTime();
        CountDownLatch received = new CountDownLatch(1);
        scene.client().startConsumer(group, scene.topics(), received::countDown);
        if (!received.await(LONGEST_DELIVERY_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("No message was delivered.");
        }
        findings.found(Metric.FIRST_MESSAGE, (System.nanoTime() - createConsumer) / 1e6);
        findings.sent(1);
    }
}
