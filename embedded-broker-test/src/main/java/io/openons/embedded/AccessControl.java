package io.openons.embedded;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.rocketmq.auth.authentication.enums.UserType;
import org.apache.rocketmq.auth.authentication.model.User;
import org.apache.rocketmq.auth.authentication.provider.DefaultAuthenticationProvider;
import org.apache.rocketmq.auth.authentication.provider.LocalAuthenticationMetadataProvider;
import org.apache.rocketmq.auth.authorization.enums.Decision;
import org.apache.rocketmq.auth.authorization.model.Acl;
import org.apache.rocketmq.auth.authorization.model.Resource;
import org.apache.rocketmq.auth.authorization.provider.DefaultAuthorizationProvider;
import org.apache.rocketmq.auth.authorization.provider.LocalAuthorizationMetadataProvider;
import org.apache.rocketmq.auth.config.AuthConfig;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.action.Action;

/**
 * Users and permissions of a broker with access control; changes take effect at once. A new user may do nothing.
 * Thread-safe.
 */
public final class AccessControl {

    private final Supplier<BrokerController> broker;

    AccessControl(Supplier<BrokerController> broker) {
        this.broker = broker;
    }

    /** RocketMQ keeps the stores of users of a JVM by this name, also those it closed: each start needs a new one. */
    static AuthConfig config(DataFolder folder) {
        AuthConfig config = new AuthConfig();
        config.setConfigName("embedded-" + UUID.randomUUID());
        config.setClusterName(BrokerSettings.CLUSTER);
        config.setAuthConfigPath(folder.root().resolve("auth").toString());
        config.setAuthenticationEnabled(true);
        config.setAuthenticationProvider(DefaultAuthenticationProvider.class.getName());
        config.setAuthenticationMetadataProvider(LocalAuthenticationMetadataProvider.class.getName());
        config.setAuthorizationEnabled(true);
        config.setAuthorizationProvider(DefaultAuthorizationProvider.class.getName());
        config.setAuthorizationMetadataProvider(LocalAuthorizationMetadataProvider.class.getName());
        // What the broker calls itself with; the harness reaches its objects without.
        config.setInnerClientAuthenticationCredentials("{\"accessKey\":\"inner\",\"secretKey\":\""
                + UUID.randomUUID() + "\"}");
        return config;
    }

    /**
     * Creates a user.
     *
     * @param accessKey the user's name, for the property AccessKey
     * @param secretKey for the property SecretKey
     * @throws IllegalStateException if access control is off or the servers are not running
     */
    public void createUser(String accessKey, String secretKey) {
        done(running().getAuthenticationMetadataManager().createUser(
                User.of(accessKey, secretKey, UserType.NORMAL)));
    }

    /**
     * Lets a user send to a topic and receive from it.
     *
     * @param accessKey an existing user
     * @param topic the topic, with its namespace
     * @throws IllegalStateException if access control is off or the servers are not running
     */
    public void allowTopic(String accessKey, String topic) {
        allow(accessKey, Resource.ofTopic(topic), List.of(Action.PUB, Action.SUB, Action.GET));
    }

    /**
     * Lets a user receive in the name of a consumer group.
     *
     * @param accessKey an existing user
     * @param group the group, with its namespace
     * @throws IllegalStateException if access control is off or the servers are not running
     */
    public void allowGroup(String accessKey, String group) {
        allow(accessKey, Resource.ofGroup(group), List.of(Action.SUB));
    }

    private void allow(String accessKey, Resource resource, List<Action> actions) {
        done(running().getAuthorizationMetadataManager().createAcl(
                Acl.of(User.of(accessKey), List.of(resource), actions, null, Decision.ALLOW)));
    }

    private BrokerController running() {
        BrokerController running = broker.get();
        if (running.getAuthConfig() == null) {
            throw new IllegalStateException("The embedded RocketMQ has no access control. Start it with "
                    + "EmbeddedRocketMq.builder().accessControl().");
        }
        return running;
    }

    private static void done(CompletableFuture<?> change) {
        change.join();
    }
}
