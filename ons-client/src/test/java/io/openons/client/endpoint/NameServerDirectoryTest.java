package io.openons.client.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.openons.client.config.ClientKind;
import io.openons.client.config.ClientSettings;
import io.openons.client.config.Config;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import io.openons.client.fixture.TextServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an address server's answers. */
@Timeout(60)
class NameServerDirectoryTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @AutoClose
    private final TextServer server = new TextServer("127.0.0.1:1;127.0.0.1:2\n");
    @AutoClose
    private final CapturedLog log = CapturedLog.of(NameServerDirectory.class);
    private NameServerDirectory directory;

    @AfterEach
    void close() {
        if (directory != null) {
            directory.close();
        }
    }

    @Test
    void nobodyIsAskedBeforeTheOpening() {
        directory = directory("ONSAddr", server.url() + "/ns");

        assertThat(directory.current().addresses()).isEmpty();
        assertThat(server.requests()).isEmpty();
        directory.open("producer \"g\"");
        assertThat(directory.current()).hasToString("127.0.0.1:1;127.0.0.1:2");
        assertThat(server.requests()).containsExactly("GET /ns");
    }

    @Test
    void fixedNameServersWinOverAnAddressServer() {
        Config config = config("ONSAddr", server.url(), "NAMESRV_ADDR", "a:1");
        directory = Endpoint.from(config, ClientSettings.from(config)).directory();
        directory.open("producer \"g\"");

        assertThat(directory.current()).hasToString("a:1");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void followersHearOfTheListInForceAndOfChangesOnly() {
        directory = directory("ONSAddr", server.url());
        directory.open("producer \"g\"");
        List<String> heard = new CopyOnWriteArrayList<>();
        directory.follow(nameServers -> heard.add(nameServers.toString()));
        assertThat(heard).containsExactly("127.0.0.1:1;127.0.0.1:2");

        server.answer("127.0.0.1:2,http://127.0.0.1:1/"); // the same in other words
        awaitRequests(server.requests().size() + 2);
        server.answer("127.0.0.1:3");
        await("the change").atMost(LIMIT).until(() -> heard.size() > 1);

        assertThat(heard).containsExactly("127.0.0.1:1;127.0.0.1:2", "127.0.0.1:3");
        assertThat(directory.current()).hasToString("127.0.0.1:3");
    }

    @Test
    void aListThatChangesWhileAFollowerIsToldIsToldAfterwards() throws Exception {
        directory = directory("ONSAddr", server.url());
        directory.open("producer \"g\"");
        List<String> heard = new CopyOnWriteArrayList<>();

        directory.follow(nameServers -> {
            if (heard.isEmpty() && nameServers.toString().startsWith("127.0.0.1:1")) {
                server.answer("127.0.0.1:3");
                awaitRequests(server.requests().size() + 1);
                awaitPollThatWaitsOrTold(heard);
            }
            heard.add(nameServers.toString());
        });
        await("both lists").atMost(LIMIT).until(() -> heard.size() == 2);

        assertThat(heard).containsExactly("127.0.0.1:1;127.0.0.1:2", "127.0.0.1:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>maintenance</html>", "host", "host:0", "404"})
    void theLastGoodAnswerIsKeptWithOneWarning(String bad) {
        directory = directory("ONSAddr", server.url());
        directory.open("producer \"g\"");

        server.answer(bad.equals("404") ? 404 : 200, bad);
        awaitRequests(server.requests().size() + 3);

        assertThat(directory.current()).hasToString("127.0.0.1:1;127.0.0.1:2");
        assertThat(warnings()).singleElement().asString().contains("producer \"g\"", server.url(),
                "127.0.0.1:1;127.0.0.1:2");
        server.answer("127.0.0.1:3");
        await("the change").atMost(LIMIT).until(() -> directory.current().toString().equals("127.0.0.1:3"));
        assertThat(log.lines()).anyMatch(line -> line.startsWith("INFO") && line.contains("answers again"));
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void withoutAFirstAnswerItIsAskedUntilThereIsOne() {
        directory = directory("ONSAddr", server.url());
        server.answer(503, "busy");
        List<String> heard = new CopyOnWriteArrayList<>();

        directory.open("consumer \"g\"");
        directory.follow(nameServers -> heard.add(nameServers.toString()));

        assertThat(directory.current().addresses()).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(warnings()).singleElement().asString().contains("HTTP status 503").contains("Check ONSAddr");
        awaitRequests(2);
        server.answer("127.0.0.1:4");
        await("the first answer").atMost(LIMIT).until(() -> heard.contains("127.0.0.1:4"));
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void itIsNotAskedAfterTheClosing() {
        directory = directory("ONSAddr", server.url());
        directory.open("producer \"g\"");
        awaitRequests(2);

        directory.close();

        await("the end of its thread").atMost(LIMIT).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("ons-name-servers")));
    }

    @Test
    void theDomainOfTheSystemPropertiesCountsWhenNothingElseIsSet() {
        System.setProperty("rocketmq.namesrv.domain", server.url().substring("http://".length()));
        try {
            directory = directory();
            directory.open("producer \"g\"");
            assertThat(server.requests()).containsExactly("GET /rocketmq/nsaddr");
            System.setProperty("rocketmq.namesrv.domain.subgroup", "mine");
            assertThat(directory()).asString().endsWith("/rocketmq/mine");
            System.setProperty("rocketmq.namesrv.domain", "ns.example.com");
            assertThat(directory()).hasToString("http://ns.example.com:8080/rocketmq/mine");
            assertThat(directory("ONSAddr", server.url())).hasToString(server.url());
        } finally {
            System.clearProperty("rocketmq.namesrv.domain");
            System.clearProperty("rocketmq.namesrv.domain.subgroup");
        }
    }

    @Test
    void userInformationAndQueryOfTheUrlAreNotShown() {
        assertThat(directory("ONSAddr", "http://user:secret@127.0.0.1:1/ns?token=secret"))
                .hasToString("http://127.0.0.1:1/ns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "127.0.0.1:8080/ns", "ftp://host/ns", "http://", "http:///ns", "http://host:port/ns"})
    void junkIsRefusedWithAnExample(String value) {
        Config config = config("ONSAddr", value);
        Endpoint.from(config, ClientSettings.from(config));

        assertThatThrownBy(config::verify).hasMessageContaining("ONSAddr=\"" + value + "\"")
                .hasMessageContaining("http or https URL, for example").hasMessageNotContaining("problems");
    }

    /** Either the new list waits for its turn, or it was told before the old one. */
    private static void awaitPollThatWaitsOrTold(List<String> heard) {
        await("the new list").atMost(LIMIT).until(() -> !heard.isEmpty() || Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("ons-name-servers")
                        && thread.getState() == Thread.State.BLOCKED));
    }

    private List<String> warnings() {
        return log.events().stream().filter(event -> event.getLevel() == Level.WARN)
                .map(event -> event.getFormattedMessage()).toList();
    }

    private void awaitRequests(int count) {
        await(count + " requests").atMost(LIMIT).until(() -> server.requests().size() >= count);
    }

    /** Asked all the time. */
    private static NameServerDirectory directory(Object... keysAndValues) {
        Config config = config(keysAndValues);
        AddressServer addressServer = AddressServer.from(config);
        config.verify();
        return NameServerDirectory.askedFrom(addressServer, Duration.ofMillis(50));
    }

    private static Config config(Object... keysAndValues) {
        return Config.of(ClientKind.PRODUCER, Settings.of(keysAndValues));
    }
}
