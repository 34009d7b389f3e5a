package io.openons.client.rocketmq;

import io.openons.client.endpoint.NameServers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out with plain TCP connections which name servers answer, so that a wrong address is noticed at start and not
 * with the first message. Waits at most half a second for each address. Stateless.
 */
public final class NameServerProbe {

    private static final Logger LOG = LoggerFactory.getLogger(NameServerProbe.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    private NameServerProbe() {
    }

    /**
     * Looks for a name server that answers and warns about those that did not. Only warns: a client may start before
     * its name servers do, and works as soon as they are up. Where none is known, that has been said before.
     *
     * @param client the client in words
     * @param nameServers the addresses
     * @return whether one answered
     */
    public static boolean warnUnlessReachable(String client, NameServers nameServers) {
        List<String> failures = new ArrayList<>();
        boolean reachable = reachable(nameServers, failures);
        if (!reachable && !failures.isEmpty()) {
            LOG.warn("No name server of {} can be reached: {}. Check NAMESRV_ADDR; until one answers, sends fail and "
                    + "nothing is received.", client, String.join(", ", failures));
        } else if (reachable && !failures.isEmpty()) {
            LOG.warn("A name server of {} cannot be reached: {}. Another one is used.", client,
                    String.join(", ", failures));
        }
        return reachable;
    }

    /**
     * Looks for a name server that answers.
     *
     * @param nameServers the addresses
     * @return whether one answered
     */
    public static boolean reachable(NameServers nameServers) {
        return reachable(nameServers, new ArrayList<>());
    }

    private static boolean reachable(NameServers nameServers, List<String> failures) {
        for (String address : nameServers.addresses()) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1))), CONNECT_TIMEOUT_MILLIS);
                return true;
            } catch (IOException e) {
                failures.add(address + " (" + e + ")");
            }
        }
        return false;
    }
}
