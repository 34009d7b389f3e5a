package io.openons.client.endpoint;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.config.Config;
import io.openons.client.config.OnsKey;
import io.openons.client.http.HttpText;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.regex.Pattern;

/**
 * An HTTP server that answers a GET with the name servers. Its URL is the property ONSAddr, else RocketMQ's convention
 * {@code http://<domain>:8080/rocketmq/<subgroup>} for the system property {@code rocketmq.namesrv.domain} (a domain
 * with a port keeps it) and {@code rocketmq.namesrv.domain.subgroup}, {@code nsaddr} by default. Immutable; prints neither
 * user information nor query of its URL.
 */
final class AddressServer {

    private static final Pattern HTTP = Pattern.compile("https?://[^/?#]+.*", Pattern.CASE_INSENSITIVE);

    private final URL url;

    private AddressServer(URL url) {
        this.url = url;
    }

    /** Reads which one to ask, or null when the application names none. */
    static AddressServer from(Config config) {
        String value = config.text(OnsKey.ONS_ADDR);
        if (value != null) {
            return of(config, PropertyKeyConst.ONSAddr, value.trim());
        }
        String domain = System.getProperty("rocketmq.namesrv.domain", "").trim();
        return domain.isEmpty() ? null : of(config, "rocketmq.namesrv.domain",
                "http://" + domain + (domain.contains(":") ? "" : ":8080") + "/rocketmq/"
                        + System.getProperty("rocketmq.namesrv.domain.subgroup", "nsaddr"));
    }

    private static AddressServer of(Config config, String key, String value) {
        URL url = null;
        try {
            url = HTTP.matcher(value).matches() ? new URL(value) : null;
        } catch (MalformedURLException e) { // told below
        }
        if (url == null) {
            config.problem(key, shown(value), "an http or https URL, for example http://10.0.0.1:8080/rocketmq/nsaddr");
        }
        return new AddressServer(url);
    }

    NameServers ask() throws IOException {
        return NameServers.fromAnswer(HttpText.get(url));
    }

    private static String shown(String url) {
        return url.replaceAll("//[^/@]*@", "//").replaceAll("\\?.*", "");
    }

    /** Query and user information count here: they may lead to other name servers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AddressServer
                && url.toExternalForm().equals(((AddressServer) other).url.toExternalForm());
    }

    @Override
    public int hashCode() {
        return url.toExternalForm().hashCode();
    }

    @Override
    public String toString() {
        return shown(url.toString());
    }
}
