package io.openons.benchmarks.load;

/** What can be measured in a JVM of its own. */
public enum MeasureKind {

    SYNC_1("sync, 1 thread", true, scene -> SendRun.sync(scene, 1)),
    SYNC_4("sync, 4 threads", true, scene -> SendRun.sync(scene, 4)),
    ASYNC("async", true, SendRun::async),
    ONEWAY("one-way", true, SendRun::oneway),
    CONSUME("consume", false, ConsumeRun::new),
    LATENCY("paced sync", true, LatencyRun::new),
    START("start", true, StartRun::new),
    IDLE("idle client", true, IdleRun::new);

    private final String label;
    private final boolean sends;
    private final Factory factory;

    /** Makes the run of a scene. */
    private interface Factory {
        Run of(Scene scene);
    }

    MeasureKind(String label, boolean sends, Factory factory) {
        this.label = label;
        this.sends = sends;
        this.factory = factory;
    }

    /** For the first column of a table. */
    public String label() {
        return label;
    }

    /** Whether it sends to its topics, or else consumes what is in them. */
    public boolean sends() {
        return sends;
    }

    Run run(Scene scene) {
        return factory.of(scene);
    }
}
