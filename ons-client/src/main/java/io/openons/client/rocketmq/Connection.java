package io.openons.client.rocketmq;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.auth.CredentialsHolder;
import io.openons.client.config.ClientSettings;
import io.openons.client.config.Config;
import io.openons.client.endpoint.Endpoint;
import io.openons.client.endpoint.Namespace;
import io.openons.client.lifecycle.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that it takes to connect one client: its settings, its endpoint and the credentials in force. Immutable. */
public final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final ClientSettings settings;
    private final Endpoint endpoint;
    private final CredentialsHolder credentials;
    private final ClientTls tls;

    private Connection(ClientSettings settings, Endpoint endpoint, CredentialsHolder credentials, ClientTls tls) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.tls = tls;
    }

    /**
     * The last reading of a configuration: ends it, so that all problems are reported together.
     *
     * @param config the reading of the application's properties
     * @return how its client connects
     * @throws ONSClientException when anything in the configuration cannot be used
     */
    public static Connection from(Config config) {
        ClientSettings client = ClientSettings.from(config);
        Endpoint endpoint = Endpoint.from(config, client);
        CredentialsHolder credentials = CredentialsHolder.from(config);
        ClientTls tls = ClientTls.from(config, client);
        config.verify();
        return new Connection(client, endpoint, credentials, tls);
    }

    /**
     * Takes the first keys of a machine's role and the first answer of an address server, where the client has such, and
     * keeps both up to date until the client stops; tells the log where the client connects to. The first thing of a
     * start.
     *
     * @param lifecycle the client's, which closes what is opened here
     * @throws ONSClientException when the role has no keys
     */
    public void open(Lifecycle lifecycle) {
        WarmUp.begin();
        lifecycle.onClose(() -> {
            credentials.close();
            endpoint.directory().close();
            tls.close();
        });
        credentials.open(title());
        endpoint.directory().open(title());
        LOG.info("Connecting {}: nameServers={} namespace={}", title(), endpoint.nameServers(), namespace());
    }

    /**
     * The client's settings.
     *
     * @return the settings
     */
    public ClientSettings settings() {
        return settings;
    }

    /**
     * Where it connects to.
     *
     * @return the endpoint
     */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * The namespace of its topics and group.
     *
     * @return the namespace
     */
    public Namespace namespace() {
        return endpoint.namespace();
    }

    /**
     * What it signs with.
     *
     * @return the holder of the credentials in force
     */
    public CredentialsHolder credentials() {
        return credentials;
    }

    ClientTls tls() {
        return tls;
    }

    /**
     * The client in words, for texts and logs.
     *
     * @return for example {@code producer "GID_orders"}
     */
    public String title() {
        return settings.kind().title() + " \"" + settings.group() + "\"";
    }
}
