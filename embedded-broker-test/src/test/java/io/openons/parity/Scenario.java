package io.openons.parity;

/** A program that uses clients as an application does and notes what it observes. */
@FunctionalInterface
interface Scenario {

    /** What is thrown becomes an observation that fails the comparison. */
    void run(Context context) throws Exception;
}
