package io.openons.client.auth;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.config.Config;
import io.openons.client.config.OnsKey;
import io.openons.client.http.HttpText;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.regex.Pattern;

/**
 * The role of the cloud machine on which the client runs; the machine's metadata service hands out temporary keys for
 * it. Immutable.
 */
final class RamRole {

    private static final String METADATA_SERVICE = "http://100.100.100.200";
    private static final String PATH = "/latest/meta-data/ram/security-credentials/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern BASE = Pattern.compile("https?://[^/?#@]+", Pattern.CASE_INSENSITIVE);

    private final String name;
    private final URL url;

    private RamRole(String name, URL url) {
        this.name = name;
        this.url = url;
    }

    /** Reads the role, or null when the application names none. */
    static RamRole from(Config config) {
        String name = config.text(OnsKey.RAM_ROLE_NAME);
        if (name == null) {
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            config.problem(PropertyKeyConst.RAM_ROLE_NAME, name, "characters of A-Z a-z 0-9 - _ .");
        }
        String base = config.text(OnsKey.RAM_ROLE_ENDPOINT);
        return new RamRole(name, url(config, base == null ? METADATA_SERVICE : base.trim(), name));
    }

    private static URL url(Config config, String base, String name) {
        String host = base.replaceAll("/+$", "");
        try {
            if (BASE.matcher(host).matches()) {
                return new URL(host + PATH + name);
            }
        } catch (MalformedURLException e) { // told below
        }
        config.problem(PropertyKeyConst.RamRoleEndpoint, base, "an http or https URL without a path, for example "
                + METADATA_SERVICE);
        return null;
    }

    /** Asks for the keys of now. */
    TemporaryCredentials ask() throws IOException {
        return TemporaryCredentials.parse(HttpText.getDirectly(url));
    }

    @Override
    public String toString() {
        return name + " (" + url + ")";
    }
}
