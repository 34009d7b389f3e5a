package io.openons.embedded.junit;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Legal names for topics and groups that say which test they belong to and occur once in this JVM. */
final class UniqueNames {

    private static final int LONGEST_TOPIC = 127;
    /** The ONS limit for group ids; RocketMQ's own is 120. */
    private static final int LONGEST_GROUP = 64;
    private static final AtomicLong COUNT = new AtomicLong();

    private UniqueNames() {
    }

    static String topic(ExtensionContext test, String value) {
        return name("", describe(test, value), LONGEST_TOPIC);
    }

    static String group(ExtensionContext test, String value) {
        return name("GID_", describe(test, value), LONGEST_GROUP);
    }

    private static String describe(ExtensionContext test, String value) {
        String testClass = test.getTestClass().map(Class::getSimpleName).orElse("");
        String testMethod = test.getTestMethod().map(Method::getName).orElse("");
        return String.join("-", testClass, testMethod, value);
    }

    /** The counter at the end makes the name unique, however much of the description is cut off. */
    static String name(String prefix, String description, int longest) {
        String suffix = "-" + COUNT.incrementAndGet();
        String legal = description.replaceAll("[^a-zA-Z0-9_-]", "_").replaceAll("-{2,}", "-").replaceAll("^-|-$", "");
        int room = longest - prefix.length() - suffix.length();
        return prefix + (legal.length() > room ? legal.substring(0, room) : legal) + suffix;
    }
}
