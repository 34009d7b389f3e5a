package io.openons.client.message;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Properties;

/** Tables that do not grow while they are filled, which takes time. */
final class SizedProperties {

    /** The constructor that JDK 10 brought; null before. */
    private static final MethodHandle SIZED = constructor();

    private SizedProperties() {
    }

    /** An empty table with room for this many properties. */
    static Properties of(int size) {
        if (SIZED == null) {
            return new Properties();
        }
        try {
            return (Properties) SIZED.invokeExact(size);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e); // a constructor that declares no exception
        }
    }

    private static MethodHandle constructor() {
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(Properties.class, MethodType.methodType(void.class, int.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
