package io.openons.client.logging;

import java.net.URL;
import java.net.URLClassLoader;
import org.apache.rocketmq.logging.org.slf4j.LoggerFactory;

/** Run in a JVM of its own, because SLF4J chooses its provider once: says which class RocketMQ's loggers have there. */
final class LogProgram {

    private LogProgram() {
    }

    public static void main(String[] arguments) throws Exception {
        try (URLClassLoader foreign = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            ClassLoader context = switch (arguments[0]) {
                case "null" -> null;
                case "foreign" -> foreign;
                default -> LogProgram.class.getClassLoader();
            };
            Thread.currentThread().setContextClassLoader(context);
            if (arguments[1].equals("installed")) {
                ForwardingProvider.install();
            }
            boolean restored = Thread.currentThread().getContextClassLoader() == context;
            String logger = LoggerFactory.getLogger("RocketmqClient").getClass().getSimpleName();
            System.out.println("logger=" + logger + " restored=" + restored);
        }
    }
}
