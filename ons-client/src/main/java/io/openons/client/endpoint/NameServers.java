package io.openons.client.endpoint;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.client.config.Config;
import io.openons.client.config.OnsKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name servers of a cluster, as {@code host:port}. Read from NAMESRV_ADDR or an address server's answer: one or more
 * addresses separated by {@code ;} or {@code ,}, each with or without {@code http://} or {@code https://} in front and
 * {@code /} behind. Immutable.
 */
public final class NameServers {

    /** None is known: an address server has not answered yet, or the configuration is refused anyway. */
    static final NameServers NONE = new NameServers(new ArrayList<>());

    private static final Pattern DECORATION = Pattern.compile("^(https?://)?(.*?)/*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");

    private final List<String> addresses;

    private NameServers(List<String> addresses) {
        this.addresses = Collections.unmodifiableList(addresses);
    }

    /** Reads NAMESRV_ADDR; what is wrong with it is noted in the reading. */
    static NameServers from(Config config) {
        String value = config.text(OnsKey.NAMESRV_ADDR);
        if (value == null) {
            config.problem("NAMESRV_ADDR is missing: set it to the name servers, for example "
                    + "10.0.0.1:9876;10.0.0.2:9876, or set ONSAddr to the URL of an address server that names them");
            return NONE;
        }
        return parse(value, fault -> config.problem(PropertyKeyConst.NAMESRV_ADDR, value, fault));
    }

    /**
     * Reads an address server's answer, of which the first line counts, as with other RocketMQ clients. What is not a
     * list of name servers is not quoted: it may be of any length, and secret.
     */
    static NameServers fromAnswer(String answer) throws IOException {
        List<String> faults = new ArrayList<>();
        NameServers nameServers = parse(answer.trim().split("\\R", 2)[0], faults::add);
        if (!faults.isEmpty()) {
            throw new IOException("its answer of " + answer.length() + " characters must begin with a line of "
                    + "host:port, port in 1..65535, several separated by ; or ,");
        }
        return nameServers;
    }

    private static NameServers parse(String value, Consumer<String> faults) {
        List<String> addresses = new ArrayList<>();
        for (String part : value.split("[;,]")) {
            if (!part.trim().isEmpty()) {
                addresses.add(address(part.trim(), faults));
            }
        }
        if (addresses.isEmpty()) {
            faults.accept("at least one host:port");
        }
        return new NameServers(addresses);
    }

    private static String address(String part, Consumer<String> faults) {
        Matcher decorated = DECORATION.matcher(part);
        String address = decorated.matches() ? decorated.group(2) : part;
        Matcher hostAndPort = HOST_AND_PORT.matcher(address);
        if (!hostAndPort.matches()) {
            faults.accept("host:port, several separated by ; or , but \"" + part + "\" is "
                    + (address.contains(":") ? "not of that form" : "without a port"));
        } else if (Integer.parseInt(hostAndPort.group(2)) < 1 || Integer.parseInt(hostAndPort.group(2)) > 65_535) {
            faults.accept("host:port with a port in 1..65535");
        }
        return address;
    }

    /**
     * The addresses, in the order given.
     *
     * @return {@code host:port} each; empty when none is known
     */
    public List<String> addresses() {
        return addresses;
    }

    /** Whether both have the same addresses, in any order. */
    boolean sameAs(NameServers other) {
        return new HashSet<>(addresses).equals(new HashSet<>(other.addresses));
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
