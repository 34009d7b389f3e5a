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
 * Says at start which name servers do not answer, so that a wrong address is noticed before the first message. Only
 * warns: a client may start before its name servers do, and works as soon as they are up.
 */
public final class NameServerProbe {

    private static final Logger LOG = LoggerFactory.getLogger(NameServerProbe.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    private NameServerProbe() {
    }

    /**
     * Opens and closes a TCP connection to each name server until one answers; waits at most half a second for each.
     *
     * @param client the client in words
     * @param nameServers the addresses
     */
    public static void warnWhenUnreachable(String client, NameServers nameServers) {
        List<String> failures = new ArrayList<>();
        for (String address : nameServers.addresses()) {
            String failure = failure(address);
            if (failure == null) {
                break;
            }
            failures.add(address + " (" + failure + ")");
        }
        if (!failures.isEmpty()) {
            boolean all = failures.size() == nameServers.addresses().size();
            LOG.warn("{} of {} cannot be reached: {}. {}", all ? "No name server" : "A name server", client,
                    String.join(", ", failures),
                    all ? "Check NAMESRV_ADDR; until one answers, sends fail and nothing is received."
                            : "The others are used.");
        }
    }

    private static String failure(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        int port = Integer.parseInt(address.substring(colon + 1));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
            return null;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
