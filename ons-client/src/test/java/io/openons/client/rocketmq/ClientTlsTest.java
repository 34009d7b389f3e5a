package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openons.client.config.ClientKind;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLHandshakeException;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The transport that a client is given before its start; nobody connects. */
class ClientTlsTest {

    private static final InetSocketAddress SERVER = InetSocketAddress.createUnresolved("server", 1);

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    @AfterEach
    void forgetTransports() {
        ids.forEach(id -> {
            MQClientManager.getInstance().getFactoryTable().get(id).getMQClientAPIImpl().getRemotingClient().shutdown();
            MQClientManager.getInstance().removeClientFactory(id);
        });
    }

    @Test
    void plainClientsAreLeftAlone() {
        ClientConfig client = named("plain");
        Connections.producer().tls().secure(client, null, false);
        Connections.producer("tlsEnable", "false").tls().secure(client, null, false);

        assertThat(client.isUseTLS()).isFalse();
        assertThat(MQClientManager.getInstance().getFactoryTable()).doesNotContainKey(client.buildMQClientId());
    }

    @Test
    void aClientMayStayPlainThoughTheJvmIsNot() {
        ClientConfig client = named("plain-too");
        client.setUseTLS(true); // as -Dtls.enable=true does
        Connections.producer("tlsEnable", "false").tls().secure(client, null, false);

        assertThat(client.isUseTLS()).isFalse();
    }

    @Test
    void namelessClientsFindTheirTransportAtTheirStart() {
        ClientConfig client = named("DEFAULT");
        secureWithTls(client, false);
        String id = client.buildMQClientId();
        client.changeInstanceNameToPID(); // what a start does

        assertThat(client.buildMQClientId()).isEqualTo(id);
    }

    @Test
    void broadcastingConsumersKeepTheirName() {
        ClientConfig client = named("DEFAULT");
        secureWithTls(client, true);

        assertThat(client.getInstanceName()).isEqualTo("DEFAULT");
    }

    @Test
    void transportsAreSharedByEqualSettingsOnly() {
        secureWithTls(named("shared"), false);
        secureWithTls(named("shared"), false);

        assertThatThrownBy(() -> {
            ClientConfig client = named("shared");
            client.setUseTLS(true); // as -Dtls.enable=true does
            Connections.producer().tls().secure(client, null, false);
        }).hasMessageContaining("other TLS settings").hasMessageContaining(ErrorCode.TLS_FAILED.id());
    }

    @Test
    void failuresAreToldOnceToEachConsumerWhoeverMadeTheTransportAndHoweverOftenTheyConnect() {
        ClientTls consumer = Connections.of(ClientKind.CONSUMER, "tlsEnable", "true", "tlsVerifyServer", "false").tls();
        try (CapturedLog log = CapturedLog.of(TlsWarnings.class)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                ClientConfig producer = named("shared-" + attempt);
                secureWithTls(producer, false);
                TlsWatch watch = watch(producer);
                watch.failed(SERVER, new SSLHandshakeException("nobody receives"));
                consumer.secure(named("shared-" + attempt), null, false);
                watch.failed(SERVER, new SSLHandshakeException("somebody receives"));
            }
            consumer.close();
            watch(named("shared-1")).failed(SERVER, new SSLHandshakeException("nobody receives any more"));

            assertThat(log.lines()).singleElement().asString().startsWith("WARN consumer \"")
                    .contains("somebody receives");
        }
    }

    private static TlsWatch watch(ClientConfig client) {
        return ((WatchedSslContext) ClientTls.read(
                MQClientManager.getInstance().getFactoryTable().get(client.buildMQClientId()))).watch();
    }

    @Test
    void aPlainTransportIsNotTakenForASecureOne() {
        ClientConfig plain = named("plain-transport");
        MQClientManager.getInstance().getOrCreateMQClientInstance(plain);
        ids.add(plain.buildMQClientId());

        assertThatThrownBy(() -> secureWithTls(named("plain-transport"), false))
                .hasMessageContaining("other TLS settings");
    }

    private void secureWithTls(ClientConfig client, boolean broadcasting) {
        Connections.producer("tlsEnable", "true", "tlsVerifyServer", "false").tls()
                .secure(client, null, broadcasting);
        assertThat(client.isUseTLS()).isTrue();
        assertThat(MQClientManager.getInstance().getFactoryTable()).containsKey(client.buildMQClientId());
        ids.add(client.buildMQClientId());
    }

    private static ClientConfig named(String instanceName) {
        ClientConfig client = new ClientConfig();
        client.setNamesrvAddr(Connections.NAME_SERVER);
        client.setInstanceName(instanceName);
        return client;
    }
}
