package com.aliyun.openservices.ons.api;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The API on a class path of its own, beside folders that a test fills: a fresh factory that has looked up nothing yet.
 */
final class IsolatedApi implements AutoCloseable {
    private final URLClassLoader loader;

    IsolatedApi(Path... folders) throws IOException {
        URL[] places = new URL[folders.length + 1];
        places[0] = ONSFactory.class.getProtectionDomain().getCodeSource().getLocation();
        for (int i = 0; i < folders.length; i++) {
            places[i + 1] = folders[i].toUri().toURL();
        }
        loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
    }

    /** Puts a class of the test's own class path into a folder. */
    static void copy(Class<?> type, Path folder) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream content = type.getResourceAsStream("/" + file)) {
            Files.copy(content, target);
        }
    }

    /** Names a provider in a folder, whether the folder has the class or not. */
    static void announce(String provider, Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ONSFactoryAPI.class.getName()), provider + "\n");
    }

    static void provide(Class<? extends ONSFactoryAPI> provider, Path folder) throws IOException {
        copy(provider, folder);
        announce(provider.getName(), folder);
    }

    /** Calls the factory and returns or throws what it does. */
    Object createProducer() throws Throwable {
        try {
            return type(ONSFactory.class).getMethod("createProducer", Properties.class).invoke(null, new Properties());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    Class<?> type(Class<?> named) throws ClassNotFoundException {
        return Class.forName(named.getName(), false, loader);
    }

    String home() {
        return loader.getURLs()[0].toString();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
