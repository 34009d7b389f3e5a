package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.client.fixture.CapturedLog;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TlsWatchTest {

    private static final InetSocketAddress ONE = InetSocketAddress.createUnresolved("one", 1);
    private static final InetSocketAddress OTHER = InetSocketAddress.createUnresolved("other", 2);

    @Test
    void theLastFailureIsKeptUntilItsServerIsConnected() {
        TlsWatch watch = new TlsWatch();
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
    void eachServerAndReasonIsToldOnceThoughReasonsAlternate() {
        try (CapturedLog log = CapturedLog.of(TlsWarnings.class)) {
            TlsWatch watch = new TlsWatch();
            watch.join(new TlsWarnings("consumer \"g\""));
            for (int attempt = 0; attempt < 3; attempt++) {
                watch.failed(ONE, new SSLHandshakeException("first"));
                watch.failed(ONE, new SSLHandshakeException("second"));
                watch.failed(OTHER, new SSLHandshakeException("first"));
            }

            assertThat(log.lines()).hasSize(3).allSatisfy(line -> assertThat(line).startsWith("WARN consumer \"g\"")
                    .contains("tlsTrustCertificate").endsWith("[ONS-3016]"));
        }
    }

    @Test
    void aServerThatWasConnectedIsToldAnew() {
        try (CapturedLog log = CapturedLog.of(TlsWarnings.class)) {
            TlsWatch watch = new TlsWatch();
            watch.join(new TlsWarnings("consumer \"g\""));
            watch.failed(ONE, new SSLHandshakeException("first"));
            watch.failed(OTHER, new SSLHandshakeException("first"));
            watch.succeeded(ONE);
            watch.failed(ONE, new SSLHandshakeException("first"));
            watch.failed(OTHER, new SSLHandshakeException("first"));

            assertThat(log.lines()).hasSize(3);
            assertThat(log.lines().get(2)).contains(ONE.toString());
        }
    }

    @Test
    void everyConsumerIsToldWhileItIsThereAndNobodyElse() {
        TlsWatch watch = new TlsWatch();
        TlsWarnings one = new TlsWarnings("one");
        TlsWarnings two = new TlsWarnings("two");

        assertThat(toldOfAFailure(watch)).isEmpty();
        watch.join(one);
        assertThat(toldOfAFailure(watch)).containsExactly("one");
        watch.join(two);
        assertThat(toldOfAFailure(watch)).containsExactly("two");
        watch.leave(two);
        watch.join(new TlsWarnings("another two"));
        assertThat(toldOfAFailure(watch)).containsExactly("another");
    }

    @Test
    void aConsumerThatTriesAnotherTransportIsNotToldAgain() {
        TlsWarnings consumer = new TlsWarnings("one");
        for (String expected : new String[] {"one", null}) {
            TlsWatch watch = new TlsWatch();
            watch.join(consumer);
            assertThat(toldOfAFailure(watch)).isEqualTo(expected == null ? List.of() : List.of(expected));
        }
    }

    private static List<String> toldOfAFailure(TlsWatch watch) {
        try (CapturedLog log = CapturedLog.of(TlsWarnings.class)) {
            watch.failed(ONE, new SSLHandshakeException("first"));
            return log.lines().stream().map(line -> line.split(" ")[1]).toList();
        }
    }
}
