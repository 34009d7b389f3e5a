package com.aliyun.openservices.ons.api;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.io.IOException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The outcome of looking for the one {@link ONSFactoryAPI} service that a class loader sees: the service, or why there
 * is none to use. Immutable.
 */
final class FactoryLookup {
    private final ONSFactoryAPI factory;
    private final ONSClientException failure;

    private FactoryLookup(ONSFactoryAPI factory, ONSClientException failure) {
        this.factory = factory;
        this.failure = failure;
    }

    static FactoryLookup in(ClassLoader loader) {
        try {
            refuseForeignApi(loader);
            return new FactoryLookup(onlyOne(providers(loader)), null);
        } catch (ONSClientException e) {
            return new FactoryLookup(null, e);
        }
    }

    /** A new exception for each call: its stack trace tells who asked. */
    ONSFactoryAPI factory() {
        if (failure != null) {
            throw new ONSClientException(failure.getMessage(), failure.getCause());
        }
        return factory;
    }

    private static void refuseForeignApi(ClassLoader loader) {
        ForeignApi foreign;
        try {
            foreign = ForeignApi.seenFrom(loader);
        } catch (IOException e) {
            throw new ONSClientException("Cannot look for an implementation of the ONS API: reading the class path"
                + " failed. Check that its jars can be read.", e);
        }
        if (foreign.present()) {
            throw new ONSClientException("Two ONS APIs are on the class path: " + foreign.own()
                + " (io.openons:ons-api) and " + foreign.others() + " (the published client), and their classes would"
                + " mix. Exclude the dependency com.aliyun.openservices:ons-client;"
                    + " io.openons:ons-client takes its place.");
        }
    }

    private static List<ONSFactoryAPI> providers(ClassLoader loader) {
        List<ONSFactoryAPI> found = new ArrayList<>();
        try {
            ServiceLoader.load(ONSFactoryAPI.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new ONSClientException("The implementation of the ONS API cannot be loaded: " + e.getMessage()
                + ". Check that the class path has all dependencies of io.openons:ons-client, in one version each.", e);
        }
        return found;
    }

    private static ONSFactoryAPI onlyOne(List<ONSFactoryAPI> found) {
        if (found.isEmpty()) {
            throw new ONSClientException("There is no implementation of the ONS API on the class path: no jar has a"
                + " META-INF/services/" + ONSFactoryAPI.class.getName()
                + ". Add the dependency io.openons:ons-client in the version of io.openons:ons-api.");
        }
        if (found.size() > 1) {
            throw new ONSClientException("There are " + found.size() + " implementations of the ONS API on the class"
                + " path: " + found.stream().map(FactoryLookup::origin).collect(Collectors.joining(", "))
                + ". Keep one of them and exclude the others.");
        }
        return found.get(0);
    }

    private static String origin(ONSFactoryAPI provider) {
        CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        return provider.getClass().getName() + " in "
            + (source == null || source.getLocation() == null ? "an unknown place" : source.getLocation());
    }
}
