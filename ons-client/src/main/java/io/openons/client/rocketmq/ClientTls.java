package io.openons.client.rocketmq;

import io.netty.handler.ssl.SslContext;
import io.openons.client.config.ClientSettings;
import io.openons.client.config.Config;
import io.openons.client.config.TlsSettings;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.lang.reflect.Field;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.netty.NettyRemotingAbstract;

/**
 * The TLS of one client. The RocketMQ client knows one set of certificates for the whole JVM, from system properties;
 * a context of each client's own can be put in place between the creation and the start of its transport, by reflection
 * alone. So the transport is made here first, and the RocketMQ client then finds it by its id. Thread-safe.
 */
final class ClientTls {

    /** What the RocketMQ client calls itself when it was given no name, until it starts. */
    private static final String NAMELESS = "DEFAULT";

    private final TlsSettings settings;
    private final SslContext context;
    private final String title;
    private final boolean consumes;
    private final TlsWarnings warnings;
    /** That of the transport, which clients may share, once there is one. */
    private volatile TlsWatch watch = new TlsWatch();

    private ClientTls(TlsSettings settings, SslContext context, ClientSettings client) {
        this.settings = settings;
        this.context = context;
        this.title = client.kind().title() + " \"" + client.group() + "\"";
        this.consumes = client.kind().consumes();
        this.warnings = new TlsWarnings(title);
    }

    /** Reads certificates and key; problems are noted in the reading. */
    static ClientTls from(Config config, ClientSettings client) {
        TlsSettings settings = TlsSettings.from(config);
        return new ClientTls(settings,
                settings.mode() == TlsSettings.Mode.ON ? TlsMaterial.read(settings, config) : null, client);
    }

    TlsSettings settings() {
        return settings;
    }

    /**
     * Secures a RocketMQ client that is about to be started; the last thing to do with it before.
     *
     * @param broadcasting whether RocketMQ will keep the name of a nameless client
     */
    void secure(ClientConfig client, RPCHook hook, boolean broadcasting) {
        if (settings.mode() != TlsSettings.Mode.JVM_WIDE) {
            client.setUseTLS(settings.mode() == TlsSettings.Mode.ON);
        }
        if (!client.isUseTLS()) {
            return;
        }
        if (NAMELESS.equals(client.getInstanceName()) && !broadcasting) {
            client.changeInstanceNameToPID(); // or its start would do so, and look for another transport
        }
        synchronized (ClientTls.class) {
            boolean shared = MQClientManager.getInstance().getFactoryTable().containsKey(client.buildMQClientId());
            MQClientInstance instance = transport(client, hook);
            if (shared) {
                join(instance);
            } else {
                install(instance);
            }
        }
    }

    private MQClientInstance transport(ClientConfig client, RPCHook hook) {
        try {
            return Transports.instance(client, hook);
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    private void install(MQClientInstance instance) {
        SslContext present = read(instance);
        SslContext used = context == null ? present : context;
        if (used == null) { // RocketMQ would go on with plain connections
            MQClientManager.getInstance().removeClientFactory(instance.getClientId());
            throw unusable(null);
        }
        follow(new TlsWatch());
        write(instance, new WatchedSslContext(used, settings, watch));
    }

    private void follow(TlsWatch present) {
        watch.leave(warnings);
        watch = present;
        if (consumes) {
            watch.join(warnings);
        }
    }

    /** Ends the warnings; others may go on with the transport. */
    void close() {
        watch.leave(warnings);
    }

    private CodedClientException unusable(Throwable cause) {
        return Failure.of(ErrorCode.TLS_FAILED, title + " cannot use TLS: the RocketMQ client cannot read what the "
                + "system properties tls.client.* or the file of tls.config.file name; its log says why")
                .causedBy(cause).toException();
    }

    private void join(MQClientInstance instance) {
        SslContext present = read(instance);
        if (!(present instanceof WatchedSslContext) || !((WatchedSslContext) present).settings().equals(settings)) {
            throw Failure.of(ErrorCode.TLS_FAILED, title + " cannot use TLS: a client with other TLS settings has the "
                    + "connections of its InstanceName. Give it an InstanceName of its own, or none").toException();
        }
        follow(((WatchedSslContext) present).watch());
    }

    /** The failed handshake that explains why a server could not be reached, or null. */
    TlsFailure behind(ErrorCode code) {
        boolean unreachable = code == ErrorCode.NAME_SERVER_UNREACHABLE || code == ErrorCode.CONNECT_FAILED;
        return unreachable ? watch.recent() : null;
    }

    static SslContext read(MQClientInstance instance) {
        try {
            return (SslContext) contextField().get(instance.getMQClientAPIImpl().getRemotingClient());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw foreign(e);
        }
    }

    private static void write(MQClientInstance instance, SslContext context) {
        try {
            contextField().set(instance.getMQClientAPIImpl().getRemotingClient(), context);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw foreign(e);
        }
    }

    private static Field contextField() throws ReflectiveOperationException {
        Field field = NettyRemotingAbstract.class.getDeclaredField("sslContext");
        field.setAccessible(true);
        return field;
    }

    private static CodedClientException foreign(Exception cause) {
        return Failure.of(ErrorCode.TLS_FAILED, "TLS cannot be set up: the RocketMQ client on the class path is not "
                + "the version that this release is made for").causedBy(cause).toException();
    }
}
