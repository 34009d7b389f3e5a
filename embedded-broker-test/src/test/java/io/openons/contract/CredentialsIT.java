package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.junit.GroupName;
import io.openons.embedded.junit.Lifetime;
import io.openons.embedded.junit.TopicName;
import io.openons.embedded.junit.WithEmbeddedRocketMq;
import java.io.IOException;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What requests are signed with, seen from the broker, while keys change. */
@WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
@Timeout(120)
class CredentialsIT {

    private static final int MESSAGES = 300;

    @AutoClose
    private final Clients clients = new Clients();

    @Test
    void noRequestIsSignedWithAMixtureWhileKeysAreUpdated(EmbeddedRocketMq broker, @TopicName String topic,
            @GroupName String group) {
        SignatureWatch watch = watch(broker);
        Properties properties = broker.clientProperties(group);
        properties.putAll(keys("ak0"));
        Consumer consumer = clients.consumer(properties);
        Inbox inbox = new Inbox();
        consumer.subscribe(topic, "*", inbox);
        consumer.start();
        Producer producer = clients.producer(properties);
        AtomicBoolean sent = new AtomicBoolean();
        CompletableFuture<Void> updates = CompletableFuture.runAsync(() -> {
            for (int i = 1; !sent.get(); i++) {
                producer.updateCredential(keys("ak" + i));
                consumer.updateCredential(keys("ak" + i));
            }
        });

        int count = 0;
        for (; count < MESSAGES || watch.accessKeys().size() <= 50; count++) {
            producer.send(new Message(topic, "", ("body " + count).getBytes(UTF_8)));
        }
        sent.set(true);
        updates.join();
        inbox.awaitDeliveries(count);

        assertThat(watch.mixtures()).isEmpty();
    }

    @Test
    void keysOfARoleSignAndAreRefreshedWhileTheClientRuns(EmbeddedRocketMq broker, @TopicName String topic)
            throws IOException {
        SignatureWatch watch = watch(broker);
        try (TextServer metadata = new TextServer().answer(roleKeys("role1", 4))) {
            Properties properties = broker.clientProperties("GID_role");
            properties.setProperty(PropertyKeyConst.RAM_ROLE_NAME, "the-role");
            properties.setProperty(PropertyKeyConst.RamRoleEndpoint, metadata.url());
            Producer producer = clients.producer(properties);

            producer.send(new Message(topic, "", "first".getBytes(UTF_8)));
            assertThat(watch.accessKeys()).contains("role1").doesNotContain("role2");
            metadata.answer(roleKeys("role2", 3600));
            await("the refreshed keys").atMost(Inbox.LIMIT).until(() -> {
                producer.send(new Message(topic, "", "later".getBytes(UTF_8)));
                return watch.accessKeys().contains("role2");
            });

            assertThat(watch.mixtures()).isEmpty();
            clients.close();
        }
    }

    private static SignatureWatch watch(EmbeddedRocketMq broker) {
        return SignatureWatch.of(broker, accessKey -> "secret of " + accessKey, accessKey -> "token of " + accessKey);
    }

    private static Properties keys(String accessKey) {
        Properties keys = new Properties();
        keys.setProperty(PropertyKeyConst.AccessKey, accessKey);
        keys.setProperty(PropertyKeyConst.SecretKey, "secret of " + accessKey);
        keys.setProperty(PropertyKeyConst.SecurityToken, "token of " + accessKey);
        return keys;
    }

    private static String roleKeys(String accessKey, int seconds) {
        return """
                {"Code": "Success", "AccessKeyId": "%1$s", "AccessKeySecret": "secret of %1$s",
                 "SecurityToken": "token of %1$s", "Expiration": "%2$s"}""".formatted(accessKey,
                Instant.now().plusSeconds(seconds));
    }
}
