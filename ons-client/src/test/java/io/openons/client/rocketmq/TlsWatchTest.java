package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.fixture.CapturedLog;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TlsWatchTest {

    private static final InetSocketAddress ONE = InetSocketAddress.createUnresolved("one", 1);
    private static final InetSocketAddress OTHER = InetSocketAddress.createUnresolved("other", 2);

    @Test
    void theLastFailureIsKeptUntilItsServerIsConnected() {
        TlsWatch watch = new TlsWatch("producer \"g\"", false);
        SSLHandshakeException first = new SSLHandshakeException("first");
        ClosedChannelException second = new ClosedChannelException();

        assertThat(watch.recent()).isNull();
        watch.failed(ONE, first);
        watch.failed(OTHER, second);
        assertThat(watch.recent().cause()).isSameAs(second);
        assertThat(watch.recent()).hasToString(
                "TLS with " + OTHER + " failed: the server closed the connection during the handshake");
        watch.succeeded(OTHER);
        assertThat(watch.recent().cause()).isSameAs(first);
        assertThat(watch.recent()).hasToString("TLS with " + ONE + " failed: first");
        watch.succeeded(ONE);
        assertThat(watch.recent()).isNull();
    }

    @Test
    void consumersSpeakUpOnceForEachServerAndReason() {
        try (CapturedLog log = CapturedLog.of(TlsWatch.class)) {
            TlsWatch watch = new TlsWatch("consumer \"g\"", true);
            watch.failed(ONE, new SSLHandshakeException("first"));
            watch.failed(ONE, new SSLHandshakeException("first"));
            watch.failed(OTHER, new SSLHandshakeException("first"));
            watch.failed(ONE, new SSLHandshakeException("second"));

            assertThat(log.lines()).hasSize(3).allSatisfy(line -> assertThat(line).startsWith("WARN consumer \"g\"")
                    .contains("tlsTrustCertificate").endsWith("[ONS-3016]"));
        }
    }

    @Test
    void producersLeaveItToTheirErrors() {
        try (CapturedLog log = CapturedLog.of(TlsWatch.class)) {
            new TlsWatch("producer \"g\"", false).failed(ONE, new SSLHandshakeException("first"));

            assertThat(log.lines()).isEmpty();
        }
    }
}
