package io.openons.embedded.junit;

/** How long a broker lives that {@link WithEmbeddedRocketMq} starts. */
public enum Lifetime {

    /**
     * One broker with default options for all test classes that ask for this, closed when the last test of the run has
     * ended. Tests keep apart by unique topics and groups, also when they run in parallel; they must not stop the
     * broker.
     */
    PER_JVM,

    /**
     * A broker of its own for the annotated class and the classes nested in it, closed after the last of their tests.
     * For tests that stop, kill or break the broker.
     */
    PER_CLASS
}
