package com.aliyun.openservices.ons.api;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Copies of the ONS API that are not this one but lie on the same class path, such as every version of the published
 * client: places that hold the factory of the API and not this class. Where such a copy comes first on the class path
 * its own factory runs, and nothing of this API is asked.
 */
final class ForeignApi {
    private static final String FACTORY = "com/aliyun/openservices/ons/api/ONSFactory.class";
    private static final String OWN_MARK = "com/aliyun/openservices/ons/api/ForeignApi.class";

    private final Set<String> own;
    private final Set<String> others;

    private ForeignApi(Set<String> own, Set<String> others) {
        this.own = own;
        this.others = others;
    }

    static ForeignApi seenFrom(ClassLoader loader) throws IOException {
        Set<String> own = placesOf(OWN_MARK, loader);
        Set<String> others = placesOf(FACTORY, loader);
        others.removeAll(own);
        return new ForeignApi(own, others);
    }

    boolean present() {
        return !others.isEmpty();
    }

    String own() {
        return String.join(", ", own);
    }

    String others() {
        return String.join(", ", others);
    }

    /** Jars and folders that hold a resource, as the start of its URL. */
    private static Set<String> placesOf(String resource, ClassLoader loader) throws IOException {
        Set<String> places = new LinkedHashSet<>();
        for (URL url : Collections.list(loader.getResources(resource))) {
            String text = url.toString();
            places.add(text.substring(0, text.length() - resource.length()));
        }
        return places;
    }
}
