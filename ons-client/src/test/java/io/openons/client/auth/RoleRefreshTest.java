package io.openons.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Settings;
import io.openons.client.fixture.TextServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of a machine's role, from a metadata service of this test. */
@Timeout(60)
class RoleRefreshTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CLIENT = "producer \"g\"";

    @AutoClose
    private final TextServer service = new TextServer(answer("1", 3600));
    @AutoClose
    private final CapturedLog log = CapturedLog.of(RoleRefresh.class);
    private final CredentialsHolder holder = new CredentialsHolder((Credentials) null);
    private final RoleRefresh refresh = new RoleRefresh(role(), holder, Duration.ofMillis(50));

    @AfterEach
    void end() {
        refresh.end();
    }

    @Test
    void theFirstKeysAreThereWhenItHasBegun() {
        assertThat(service.requests()).isEmpty();
        refresh.begin(CLIENT);

        assertKeys("1");
        assertThat(service.requests()).containsExactly("GET /latest/meta-data/ram/security-credentials/my-role_1.x");
    }

    @Test
    void keysAreRefreshedBeforeTheyExpire() {
        service.answer(answer("1", 2));
        Instant begun = Instant.now();
        refresh.begin(CLIENT);
        service.answer(answer("2", 3600));

        await("the second keys").atMost(LIMIT).until(() -> holder.current().accessKey().equals("id2"));

        assertKeys("2");
        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(500));
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void aFailureKeepsTheOldKeysWithOneWarning() {
        service.answer(answer("1", 1));
        refresh.begin(CLIENT);
        service.answer(500, "{\"AccessKeySecret\": \"the-secret\"}");

        await("four requests").atMost(LIMIT).until(() -> service.requests().size() >= 4);

        assertKeys("1");
        assertThat(lines(Level.WARN)).singleElement().asString().contains(CLIENT, "my-role_1.x", "valid until");
        assertThat(log.events()).filteredOn(event -> event.getLevel() == Level.WARN)
                .allSatisfy(event -> assertThat(event.getThrowableProxy().getMessage()).contains("HTTP status 500"));
        service.answer(answer("2", 3600));
        await("the keys after the failure").atMost(LIMIT).until(() -> holder.current().accessKey().equals("id2"));
        await("the word about it").atMost(LIMIT).until(() -> lines(Level.INFO).size() == 1);
        assertThat(lines(Level.INFO)).singleElement().asString().contains("gives keys again");
        assertThat(lines(Level.WARN)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"404, not found, HTTP status 404", "200, '{\"Code\":\"Failed\"}', Code \"Failed\""})
    void withoutFirstKeysTheStartFails(int status, String text, String why) {
        service.answer(status, text);

        assertThatThrownBy(() -> refresh.begin(CLIENT)).isInstanceOfSatisfying(CodedClientException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_UNAVAILABLE))
                .hasMessageContaining("Cannot start " + CLIENT + ": no keys for the role my-role_1.x (" + service.url())
                .hasMessageContaining(why).hasMessageContaining("RamRoleName").hasCauseInstanceOf(IOException.class);
        assertThat(holder.current()).isNull();
    }

    @Test
    void keysOfTheApplicationStay() {
        service.answer(answer("1", 1));
        refresh.begin(CLIENT);
        Credentials own = Credentials.of("own", "own", null);

        holder.replace(own);
        await("the end of the refresh").atMost(LIMIT).until(() -> !lines(Level.INFO).isEmpty());
        await("the end of its thread").atMost(LIMIT).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("ons-role-keys")));

        assertThat(holder.current()).isSameAs(own);
    }

    @Test
    void keysOfTheApplicationBeforeTheStartStay() {
        Credentials own = Credentials.of("own", "own", null);
        holder.replace(own);

        refresh.begin(CLIENT);

        assertThat(holder.current()).isSameAs(own);
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void theRoleWinsOverKeysOfTheProperties() {
        Config config = config("AccessKey", "ak", "SecretKey", "sk");
        CredentialsHolder read = CredentialsHolder.from(config);
        config.verify();
        assertThat(read.current()).isNull();

        read.open(CLIENT);
        try {
            assertThat(read.current().accessKey()).isEqualTo("id1");
        } finally {
            read.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "host:80", "ftp://host", "http://", "http://host/path", "http://user@host"})
    void aBadBaseAddressIsRefused(String base) {
        Config config = config("ramRoleEndpoint", base);
        RamRole.from(config);

        assertThatThrownBy(config::verify).hasMessageContaining("ramRoleEndpoint=\"" + base + "\"")
                .hasMessageContaining("for example http://100.100.100.200");
    }

    @Test
    void aBadNameIsRefused() {
        Config config = config("RamRoleName", "../other");
        RamRole.from(config);

        assertThatThrownBy(config::verify).hasMessageContaining("RamRoleName=\"../other\"");
    }

    @Test
    void theMetadataServiceOfCloudMachinesIsTheDefault() {
        Config config = Config.of(ClientKind.PRODUCER, Settings.of("RamRoleName", "r"));

        assertThat(RamRole.from(config)).hasToString(
                "r (http://100.100.100.200/latest/meta-data/ram/security-credentials/r)");
        config.verify();
        assertThat(RamRole.from(Config.of(ClientKind.PRODUCER, Settings.of()))).isNull();
    }

    private void assertKeys(String number) {
        Credentials now = holder.current();
        assertThat(List.of(now.accessKey(), now.secretKey(), now.securityToken()))
                .containsExactly("id" + number, "secret" + number, "token" + number);
    }

    private List<String> lines(Level level) {
        return log.events().stream().filter(event -> event.getLevel() == level)
                .map(event -> event.getFormattedMessage()).toList();
    }

    private RamRole role() {
        return RamRole.from(config());
    }

    private Config config(Object... keysAndValues) {
        return Config.of(ClientKind.PRODUCER, Settings.on(
                Settings.of("RamRoleName", "my-role_1.x", "ramRoleEndpoint", service.url() + "/"), keysAndValues));
    }

    private static String answer(String number, int seconds) {
        return """
                {"Code": "Success", "AccessKeyId": "id%1$s", "AccessKeySecret": "secret%1$s",
                 "SecurityToken": "token%1$s", "Expiration": "%2$s"}""".formatted(number,
                Instant.now().plusSeconds(seconds));
    }
}
