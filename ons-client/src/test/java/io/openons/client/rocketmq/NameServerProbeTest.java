package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.endpoint.NameServers;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which name servers answer. */
@Timeout(30)
class NameServerProbeTest {

    @Test
    void oneThatAnswersIsEnough() throws IOException {
        String closed = closedPort();
        try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
             CapturedLog log = CapturedLog.of(NameServerProbe.class)) {
            String answering = "127.0.0.1:" + open.getLocalPort();

            assertThat(NameServerProbe.warnUnlessReachable("producer \"g\"", nameServers(answering))).isTrue();
            assertThat(NameServerProbe.reachable(nameServers(closed + ";" + answering))).isTrue();
            assertThat(log.lines()).isEmpty();

            assertThat(NameServerProbe.warnUnlessReachable("producer \"g\"", nameServers(closed + ";" + answering)))
                    .isTrue();
            assertThat(log.lines()).singleElement().asString().startsWith("WARN A name server of producer \"g\" cannot")
                    .contains(closed + " (").doesNotContain(answering);
        }
    }

    @Test
    void whenNoneAnswersAllAreNamed() throws IOException {
        String first = closedPort();
        String second = closedPort();
        try (CapturedLog log = CapturedLog.of(NameServerProbe.class)) {
            assertThat(NameServerProbe.reachable(nameServers(first))).isFalse();
            assertThat(NameServerProbe.warnUnlessReachable("producer \"g\"", nameServers(first + ";" + second)))
                    .isFalse();

            assertThat(log.lines()).singleElement().asString().startsWith("WARN No name server of producer \"g\" can "
                    + "be reached: ").contains(first + " (", second + " (", "NAMESRV_ADDR");
        }
    }

    private static NameServers nameServers(String addresses) {
        return Connections.producer("NAMESRV_ADDR", addresses).endpoint().nameServers();
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}
