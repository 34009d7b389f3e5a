package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PullConsumer;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.embedded.EmbeddedRocketMq;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real handshakes with servers that take both kinds of connections, TLS alone, or TLS with a client's certificate. */
@Timeout(120)
class TlsIT {

    private static final String TOPIC = "secured";
    private static final String GROUP = "GID_secured";

    @TempDir
    private static Path folder;
    private static Certificate server;
    private static Certificate client;
    private static Certificate stranger;
    private static EmbeddedRocketMq both;
    private static EmbeddedRocketMq tlsOnly;
    private static EmbeddedRocketMq mutual;

    @AutoClose
    private final Clients clients = new Clients();

    @BeforeAll
    static void start() throws Exception {
        server = Certificate.create(folder, "server");
        client = Certificate.create(folder, "client");
        stranger = Certificate.create(folder, "stranger");
        Path known = Files.writeString(folder.resolve("known.crt"),
                Files.readString(client.file()) + Files.readString(server.file()));
        both = withTopic(EmbeddedRocketMq.builder().tls(server.file(), server.key()).start());
        tlsOnly = withTopic(EmbeddedRocketMq.builder().tlsOnly(server.file(), server.key())
                .brokerConfig(config -> config.setTraceTopicEnable(true)).start());
        mutual = withTopic(EmbeddedRocketMq.builder().mutualTlsOnly(server.file(), server.key(), known).start());
    }

    private static EmbeddedRocketMq withTopic(EmbeddedRocketMq broker) {
        broker.createTopic(TOPIC, 1);
        broker.createGroup(GROUP);
        return broker;
    }

    @AfterAll
    static void stop() {
        both.close();
        tlsOnly.close();
        mutual.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyPushConsumerReceivesFromAServerThatItTrusts(ReceiverKind kind) {
        assertReceives(kind, tlsOnly, trusting(tlsOnly, server));
    }

    @ParameterizedTest
    @EnumSource
    void everyProducerSendsToAServerThatItTrusts(FaultIT.Way way) throws Exception {
        assertThat(way.sender(clients, trusting(tlsOnly, server)).send(message("sent"))).isNotEmpty();
    }

    @Test
    void theTraceGoesOverTlsToo() {
        Properties properties = trusting(tlsOnly, server);
        properties.setProperty(PropertyKeyConst.MsgTraceSwitch, "true");

        String sent = clients.producer(properties).send(message("traced")).getMessageId();

        assertThat(TraceLine.await(tlsOnly, sent, 1)).hasSize(1);
    }

    @Test
    void aConsumerThatWaitsForItsServersIsSecuredWhenTheyComeUp() {
        Inbox inbox = new Inbox();
        tlsOnly.stop();
        ReceiverKind.SINGLE.create(clients, trusting(tlsOnly, server)).subscribe(TOPIC, "*", inbox).start();

        tlsOnly.restart();
        clients.producer(trusting(tlsOnly, server)).send(message("waited for"));

        inbox.awaitDeliveries(1);
    }

    @Test
    void pullConsumersPollFromAServerThatTheyTrust() {
        PullConsumer consumer = clients.pullConsumer(trusting(tlsOnly, server));
        consumer.start();
        consumer.assign(consumer.topicPartitions(TOPIC));

        clients.producer(trusting(tlsOnly, server)).send(message("polled"));

        List<Message> polled = new ArrayList<>();
        while (polled.stream().noneMatch(message -> "polled".equals(new String(message.getBody(), UTF_8)))) {
            polled.addAll(consumer.poll(5000));
        }
    }

    @Test
    void anyServerIsTrustedWithoutVerification() {
        Properties properties = tlsOnly.clientProperties(GROUP);
        properties.setProperty(PropertyKeyConst.TlsEnable, "true");
        properties.setProperty(PropertyKeyConst.TlsVerifyServer, "false");

        assertReceives(ReceiverKind.SINGLE, tlsOnly, properties);
    }

    @Test
    void serversThatAskForItGetTheClientsCertificate() {
        assertReceives(ReceiverKind.SINGLE, mutual, showing(trusting(mutual, server), client.key()));
        Properties encrypted = showing(trusting(mutual, server), client.encryptedKey());
        encrypted.setProperty(PropertyKeyConst.TlsClientKeyPassword, Certificate.PASSWORD);
        assertReceives(ReceiverKind.SINGLE, mutual, encrypted);
    }

    @ParameterizedTest
    @EnumSource
    void aClientWithoutCertificateIsToldThatTheServerRefusesIt(FaultIT.Way way) {
        FaultIT.Sender sender = way.sender(clients, trusting(mutual, server));

        assertRefused(() -> sender.send(message("never")), "fatal alert");
    }

    @ParameterizedTest
    @EnumSource
    void aServerOfAnotherAuthorityIsRefused(FaultIT.Way way) {
        long before = tlsOnly.store().messageCount(TOPIC);
        FaultIT.Sender sender = way.sender(clients, trusting(tlsOnly, stranger));

        assertRefused(() -> sender.send(message("never")), "unable to find valid certification path");
        assertThat(tlsOnly.store().messageCount(TOPIC)).isEqualTo(before);
    }

    @Test
    void pullConsumersRefuseAServerOfAnotherAuthority() {
        PullConsumer consumer = clients.pullConsumer(trusting(tlsOnly, stranger));
        consumer.start();

        assertRefused(() -> consumer.topicPartitions(TOPIC), "unable to find valid certification path");
    }

    @Test
    void aServerThatSpeaksNoTlsIsToldApart() {
        try (EmbeddedRocketMq plain = EmbeddedRocketMq.start()) {
            FaultIT.Sender sender = FaultIT.Way.SYNC.sender(clients, trusting(plain, server));

            assertRefused(() -> sender.send(message("never")), "the server closed the connection during the handshake");
        }
    }

    @Test
    void aPlainClientOfAServerThatDemandsTlsIsPointedToIt() {
        FaultIT.Sender sender = FaultIT.Way.SYNC.sender(clients, tlsOnly.clientProperties(GROUP));

        CodedClientException failure = catchThrowableOfType(CodedClientException.class,
                () -> sender.send(message("never")));
        assertThat(failure.code()).isEqualTo(ErrorCode.NAME_SERVER_UNREACHABLE);
        assertThat(failure).hasMessageContaining("for a cluster that demands TLS, tlsEnable");
    }

    @Test
    void plainAndTlsClientsWithTheirOwnCertificatesLiveSideBySide() throws Exception {
        FaultIT.Sender plain = FaultIT.Way.SYNC.sender(clients, both.clientProperties(GROUP));
        FaultIT.Sender trusting = FaultIT.Way.SYNC.sender(clients, trusting(both, server));
        FaultIT.Sender wary = FaultIT.Way.SYNC.sender(clients, trusting(both, stranger));
        FaultIT.Sender known = FaultIT.Way.SYNC.sender(clients, showing(trusting(mutual, server), client.key()));

        for (int round = 0; round < 3; round++) {
            assertThat(plain.send(message("plain"))).isNotEmpty();
            assertThat(trusting.send(message("trusting"))).isNotEmpty();
            assertThat(known.send(message("known"))).isNotEmpty();
            assertRefused(() -> wary.send(message("never")), "unable to find valid certification path");
        }
    }

    @Test
    void anInstanceNameDoesNotBringClientsOverConnectionsWithOtherSettings() {
        Properties first = trusting(tlsOnly, server);
        first.setProperty(PropertyKeyConst.InstanceName, "shared");
        clients.producer(first).send(message("first"));
        Properties other = trusting(tlsOnly, stranger);
        other.setProperty(PropertyKeyConst.InstanceName, "shared");
        other.setProperty(PropertyKeyConst.GROUP_ID, "GID_other");

        CodedClientException refusal = catchThrowableOfType(CodedClientException.class, () -> clients.producer(other));

        assertThat(refusal).isNotNull().hasStackTraceContaining("a client with other TLS settings has the connections");
    }

    @Test
    void theSystemPropertyDecidesForClientsThatSayNothing() throws Exception {
        Program insecure = Program.start(tlsOnly, "-Dtls.enable=true");
        Program unknown = Program.start(mutual, "-Dtls.enable=true");
        Program wary = Program.start(tlsOnly, "-Dtls.enable=true", "-Dtls.test.mode.enable=false",
                "-Dtls.client.authServer=true", "-Dtls.client.trustCertPath=" + stranger.file());
        Program broken = Program.start(tlsOnly, "-Dtls.enable=true", "-Dtls.test.mode.enable=false",
                "-Dtls.client.authServer=true", "-Dtls.client.trustCertPath=nowhere.pem");

        assertThat(insecure.output()).contains("received").doesNotContain("refused");
        assertToldOnce(wary);
        assertToldOnce(unknown);
        assertThat(wary.output()).contains("refused: Send failed: TLS with", "unable to find valid certification path", "[ONS-3016 ");
        assertThat(broken.output()).contains("refused: ", "cannot use TLS", "[ONS-3016");
    }

    /** The producer is the first client of the connections, and the consumer hears each reason once all the same. */
    private static void assertToldOnce(Program program) throws Exception {
        String told = "consumer \"" + GROUP + "\" receives nothing from a server: TLS with ";
        List<String> warnings = program.output().lines().filter(line -> line.contains(told))
                .map(line -> line.substring(line.indexOf(told))).toList();

        assertThat(warnings).isNotEmpty().doesNotHaveDuplicates();
    }

    /** One run of {@link TlsProgram}; several run side by side. */
    private record Program(Process process, Path file) {

        static Program start(EmbeddedRocketMq broker, String... options) throws IOException {
            Path output = Files.createTempFile(folder, "program", ".log");
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                    .toString(), "-Duser.home=" + folder));
            command.addAll(List.of(options));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), TlsProgram.class.getName(),
                    broker.nameServerAddress(), TOPIC, GROUP));
            return new Program(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start(), output);
        }

        String output() throws IOException, InterruptedException {
            try {
                assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the program ends").isTrue();
            } finally {
                process.destroyForcibly();
            }
            return Files.readString(file);
        }
    }

    private void assertReceives(ReceiverKind kind, EmbeddedRocketMq broker, Properties properties) {
        Inbox inbox = new Inbox();
        Receiver receiver = kind.create(clients, properties).subscribe(TOPIC, "*", inbox).start();

        clients.producer(properties).send(message("received"));

        inbox.awaitDeliveries(1);
        receiver.shutdown();
    }

    private static void assertRefused(ThrowingCallable request, String words) {
        CodedClientException failure = catchThrowableOfType(CodedClientException.class, request);

        assertThat(failure).isNotNull().hasMessageContaining(words)
                .hasMessageContaining(ErrorCode.TLS_FAILED.advice());
        assertThat(failure.code()).isEqualTo(ErrorCode.TLS_FAILED);
        assertThat(failure).cause().isInstanceOfAny(SSLException.class, ClosedChannelException.class);
    }

    private static Properties trusting(EmbeddedRocketMq broker, Certificate authority) {
        Properties properties = broker.clientProperties(GROUP);
        properties.setProperty(PropertyKeyConst.TlsEnable, "true");
        properties.setProperty(PropertyKeyConst.TlsTrustCertificate, authority.file().toString());
        return properties;
    }

    private static Properties showing(Properties properties, Path key) {
        properties.setProperty(PropertyKeyConst.TlsClientCertificate, client.file().toString());
        properties.setProperty(PropertyKeyConst.TlsClientKey, key.toString());
        return properties;
    }

    private static Message message(String body) {
        return new Message(TOPIC, "", body.getBytes(UTF_8));
    }
}
