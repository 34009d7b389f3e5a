package io.openons.benchmarks.load;

/** The first acknowledged send of a fresh JVM, class loading included. */
final class StartRun implements Run {

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
        findings.sent(1);
    }
}
