package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FreePortsTest {

    @RepeatedTest(20)
    void portCanBeBoundAndIsBelowTheRangesForOutgoingConnections() throws Exception {
        int port = FreePorts.next();

        assertThat(port).isBetween(20_000, 32_000);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(FreePorts.LOOPBACK))) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    void waitingForAPortInUseEndsWithItsNumber() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName(FreePorts.LOOPBACK))) {
            assertThatThrownBy(() -> FreePorts.awaitFree(busy.getLocalPort(), Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Port " + busy.getLocalPort() + " on 127.0.0.1 is still in use after 1 s");
        }
    }

    @Test
    void waitingEndsWhenThePortIsGivenBack() throws Exception {
        int port;
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName(FreePorts.LOOPBACK))) {
            port = busy.getLocalPort();
        }
        FreePorts.awaitFree(port, Duration.ofSeconds(10));
    }
}
