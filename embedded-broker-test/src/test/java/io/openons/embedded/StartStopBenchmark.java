package io.openons.embedded;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures starting and stopping; a program, not a test.
 *
 * <p>Argument: the number of cycles in this JVM, default 12. The first is the cold one; the medians are of the others.
 */
final class StartStopBenchmark {

    private StartStopBenchmark() {
    }

    /** Prints one line per cycle and the medians, in milliseconds. */
    public static void main(String[] arguments) {
        int cycles = arguments.length == 0 ? 12 : Integer.parseInt(arguments[0]);
        List<Long> starts = new ArrayList<>();
        List<Long> stops = new ArrayList<>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            long begin = System.nanoTime();
            EmbeddedRocketMq rocketMq = EmbeddedRocketMq.start();
            long started = System.nanoTime();
            if (cycle == 0) {
                long sinceJvmStart = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
                System.out.println("cold: JVM start to registered " + sinceJvmStart + " ms");
            }
            rocketMq.createTopic("topic");
            long stopping = System.nanoTime();
            rocketMq.close();
            long closed = System.nanoTime();
            System.out.println("cycle " + cycle + ": start " + millis(begin, started) + " ms, close "
                    + millis(stopping, closed) + " ms, threads left " + Thread.activeCount());
            if (cycle > 0) {
                starts.add(millis(begin, started));
                stops.add(millis(stopping, closed));
            }
        }
        if (cycles > 1) {
            System.out.println("warm medians: start " + median(starts) + " ms, close " + median(stops) + " ms");
        }
    }

    private static long millis(long fromNanos, long toNanos) {
        return (toNanos - fromNanos) / 1_000_000;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
