package io.openons.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.openons.client.fixture.TextServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched, and what ends a fetch. */
@Timeout(30)
class HttpTextTest {

    private static final String SECRET = "the-secret-text";

    @Test
    void theBodyIsFetchedWithOneGet() throws Exception {
        try (TextServer server = new TextServer("grüße\nzwei")) {
            assertThat(HttpText.get(new URL(server.url() + "/a/b?c=d"))).isEqualTo("grüße\nzwei");
            assertThat(HttpText.getDirectly(new URL(server.url() + "/e"))).isEqualTo("grüße\nzwei");
            assertThat(server.requests()).containsExactly("GET /a/b?c=d", "GET /e");
        }
    }

    @Test
    void anotherStatusIsAFailureThatDoesNotQuoteTheAnswer() throws Exception {
        try (TextServer server = new TextServer(SECRET)) {
            for (int status : new int[] {204, 404, 500}) {
                server.answer(status, status == 204 ? "" : SECRET);
                assertThatThrownBy(() -> HttpText.get(new URL(server.url()))).isInstanceOf(IOException.class)
                        .hasMessageContaining("HTTP status " + status).hasMessageNotContaining(SECRET);
            }
        }
    }

    @Test
    void aLongAnswerIsRefused() throws Exception {
        try (TextServer server = new TextServer("x".repeat(64 * 1024))) {
            assertThat(HttpText.get(new URL(server.url()))).hasSize(64 * 1024);
            server.answer("x".repeat(64 * 1024 + 1));
            assertThatThrownBy(() -> HttpText.get(new URL(server.url()))).hasMessageContaining("65536 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "HTTP/1.1 200 OK\r\nX-Header: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"})
    void aServerThatIsSilentOrDripsIsLeft(String head) throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> drip(socket, head, left));
            assertTimeoutPreemptively(Duration.ofSeconds(15),
                    () -> assertThatThrownBy(() -> HttpText.get(new URL("http://127.0.0.1:" + socket.getLocalPort())))
                            .isInstanceOf(SocketTimeoutException.class).hasMessageMatching(".*(\\d ms|timed out)"));
            if (!head.contains("chunked")) {
                awaitNoThreads();
            }
            left.countDown();
            server.join();
        } finally {
            left.countDown();
        }
        awaitNoThreads();
    }

    @Test
    void redirectsWithoutEndAreLeft() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            await().pollDelay(Duration.ofMillis(1000)).until(() -> true); // slow, but in time for each single read
            exchange.getResponseHeaders().add("Location", exchange.getRequestURI() + "x");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(15), () -> assertThatThrownBy(
                    () -> HttpText.get(new URL("http://127.0.0.1:" + server.getAddress().getPort() + "/a")))
                    .isInstanceOf(SocketTimeoutException.class).hasMessageContaining("6000 ms"));
            awaitNoThreads();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anInterruptedCallerFetchesAndStaysInterrupted() throws Exception {
        try (TextServer server = new TextServer("text")) {
            Thread.currentThread().interrupt();
            try {
                assertThat(HttpText.get(new URL(server.url()))).isEqualTo("text");
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    private static void awaitNoThreads() {
        await("the end of the threads").atMost(Duration.ofSeconds(10)).until(() -> Thread.getAllStackTraces().keySet()
                .stream().noneMatch(thread -> thread.getName().startsWith("ons-http")));
    }

    /** After the head a byte follows every 100 ms, more often than any read would time out. */
    private static void drip(ServerSocket socket, String head, CountDownLatch left) {
        try (Socket client = socket.accept()) {
            client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            while (!left.await(100, TimeUnit.MILLISECONDS)) {
                if (!head.isEmpty()) {
                    client.getOutputStream().write('x');
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client has left.
        }
    }
}
