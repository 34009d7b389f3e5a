package io.openons.fleet;

import java.util.List;

/** A consumer of any client. */
interface Receiver {

    /** Is part of its client id, by which brokers sort the consumers of a group. */
    String name();

    /** What it was given so far; grows. */
    List<Delivery> deliveries();

    /** Shuts it down; does nothing when called again. */
    void stop();
}
