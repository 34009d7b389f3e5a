package io.openons.samples;

import java.io.PrintWriter;

/** Prints one numbered line for each thing a sample did. */
final class Steps {

    private final PrintWriter out;
    private int number;

    Steps(PrintWriter out) {
        this.out = out;
    }

    synchronized void done(String what) {
        number++;
        out.println(number + ". " + what);
        out.flush();
    }
}
