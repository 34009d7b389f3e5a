package io.openons.contract;

import io.openons.embedded.EmbeddedRocketMq;
import java.io.File;
import java.io.IOException;

/**
 * Compares what producers of one JVM take in threads and connections; a program, not a test.
 *
 * <p>Starts a broker in this JVM and {@link ThreadsProgram} in others: first with this project's client, then with the
 * class path given as the argument, such as the published client's jar alone.
 */
final class ThreadsBenchmark {

    private ThreadsBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedRocketMq broker = EmbeddedRocketMq.start()) {
            broker.createTopic("threads");
            System.out.println("this project");
            run(broker, System.getProperty("java.class.path"));
            if (arguments.length > 0) {
                System.out.println(arguments[0]);
                String program = new File(ThreadsProgram.class.getProtectionDomain().getCodeSource().getLocation()
                        .toURI()).getPath();
                run(broker, arguments[0] + File.pathSeparator + program);
            }
        }
    }

    private static void run(EmbeddedRocketMq broker, String classPath) throws IOException, InterruptedException {
        int code = new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp", classPath, ThreadsProgram.class.getName(),
                broker.nameServerAddress(), "threads").inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("The measured JVM ended with " + code);
        }
    }
}
