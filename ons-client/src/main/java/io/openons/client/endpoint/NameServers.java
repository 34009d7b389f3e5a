package io.openons.client.endpoint;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.config.Config;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name servers of a cluster, as {@code host:port}. Read from NAMESRV_ADDR: one or more addresses separated by
 * {@code ;} or {@code ,}, each with or without {@code http://} or {@code https://} in front and {@code /} behind.
 * Immutable.
 */
public final class NameServers {

    private static final Pattern DECORATION = Pattern.compile("^(https?://)?(.*?)/*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");

    private final List<String> addresses;

    private NameServers(List<String> addresses) {
        this.addresses = Collections.unmodifiableList(addresses);
    }

    static NameServers from(Config config) {
        String value = config.text(PropertyKeyConst.NAMESRV_ADDR);
        List<String> addresses = new ArrayList<>();
        if (value == null) {
            config.problem(config.text(PropertyKeyConst.ONSAddr) == null
                    ? "NAMESRV_ADDR is missing: set it to the name servers, for example 10.0.0.1:9876;10.0.0.2:9876"
                    : "NAMESRV_ADDR is missing, and the address server of ONSAddr is not supported: set NAMESRV_ADDR "
                            + "to the name servers, for example 10.0.0.1:9876;10.0.0.2:9876");
            return new NameServers(addresses);
        }
        for (String part : value.split("[;,]")) {
            if (!part.trim().isEmpty()) {
                addresses.add(address(config, value, part.trim()));
            }
        }
        if (addresses.isEmpty()) {
            config.problem(PropertyKeyConst.NAMESRV_ADDR, value, "at least one host:port");
        }
        return new NameServers(addresses);
    }

    private static String address(Config config, String value, String part) {
        Matcher decorated = DECORATION.matcher(part);
        String address = decorated.matches() ? decorated.group(2) : part;
        Matcher hostAndPort = HOST_AND_PORT.matcher(address);
        if (!hostAndPort.matches()) {
            config.problem(PropertyKeyConst.NAMESRV_ADDR, value, "host:port, several separated by ; or , but \"" + part
                    + "\" is " + (address.contains(":") ? "not of that form" : "without a port"));
        } else if (Integer.parseInt(hostAndPort.group(2)) < 1 || Integer.parseInt(hostAndPort.group(2)) > 65_535) {
            config.problem(PropertyKeyConst.NAMESRV_ADDR, value, "host:port with a port in 1..65535");
        }
        return address;
    }

    /**
     * The addresses, in the order given.
     *
     * @return {@code host:port} each
     */
    public List<String> addresses() {
        return addresses;
    }

    /**
     * The addresses in the form RocketMQ takes.
     *
     * @return {@code host:port;host:port}
     */
    @Override
    public String toString() {
        return String.join(";", addresses);
    }
}
