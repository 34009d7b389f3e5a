package io.openons.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import io.openons.client.config.ClientKind;
import io.openons.client.config.Config;
import io.openons.client.config.ConsumerSettings;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Settings;
import io.openons.client.rocketmq.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A consumer's states and subscriptions, as far as they show without a broker. */
@Timeout(60)
class DefaultConsumerTest {

    private final Connection connection = Connections.of(ClientKind.CONSUMER);
    private final DefaultConsumer consumer = new DefaultConsumer(connection,
            ConsumerSettings.from(Config.of(ClientKind.CONSUMER, Settings.of())));
    private final MessageListener listener = (message, context) -> Action.CommitMessage;

    @AfterEach
    void shutDown() {
        consumer.shutdown();
        assertThat(ownThreads()).isEmpty();
    }

    @Test
    void statesFollowStartAndShutdownEvenWithoutANameServer() {
        consumer.shutdown();
        assertState(false);

        consumer.start();
        consumer.start();
        assertState(true);
        assertThat(ownThreads()).as("the thread that goes on trying to connect")
                .containsExactly("ons-connect-GID_test");

        consumer.shutdown();
        consumer.shutdown();
        assertState(false);
        assertThatThrownBy(consumer::start).isInstanceOfSatisfying(CodedClientException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_SHUT_DOWN));
    }

    @Test
    void aSecondConsumerOfTheGroupWithOtherSubscriptionsIsToldSoUntilTheFirstOneEnds() {
        consumer.subscribe("T", "a", listener);
        consumer.start();

        assertThat(warningsOfASecondOne()).singleElement().asString().contains("T (\"a\")", "T (\"b\")");
        consumer.shutdown();
        assertThat(warningsOfASecondOne()).isEmpty();
    }

    private List<String> warningsOfASecondOne() {
        DefaultConsumer second = new DefaultConsumer(Connections.of(ClientKind.CONSUMER),
                ConsumerSettings.from(Config.of(ClientKind.CONSUMER, Settings.of())));
        second.subscribe("T", "b", listener);
        try (CapturedLog log = CapturedLog.of(SubscriptionConflicts.class)) {
            second.start();
            return log.lines();
        } finally {
            second.shutdown();
        }
    }

    @Test
    void subscriptionsChangeInEveryState() {
        changeSubscriptions();
        consumer.start();
        changeSubscriptions();
        consumer.shutdown();
        changeSubscriptions();
    }

    @Test
    void badSubscriptionsAreRefusedInEveryState() {
        refuseBadSubscriptions();
        consumer.start();
        refuseBadSubscriptions();
    }

    @Test
    void newCredentialsReachTheSigningOfRequests() {
        assertThat(connection.credentials().current()).isNull();

        consumer.updateCredential(Settings.of("AccessKey", "ak", "SecretKey", "sk"));

        assertThat(connection.credentials().current().accessKey()).isEqualTo("ak");
    }

    private void changeSubscriptions() {
        assertThatCode(() -> {
            consumer.subscribe("T", "a || b", listener);
            consumer.subscribe("T", (String) null, listener);
            consumer.subscribe("T", MessageSelector.bySql("a > 5"), listener);
            consumer.subscribe("U", (MessageSelector) null, listener);
            consumer.unsubscribe("T");
            consumer.unsubscribe("T");
            consumer.unsubscribe("unknown");
            consumer.unsubscribe(null);
        }).doesNotThrowAnyException();
    }

    private void refuseBadSubscriptions() {
        assertThatThrownBy(() -> consumer.subscribe(null, "*", listener)).hasMessageContaining("[ONS-5001]");
        assertThatThrownBy(() -> consumer.subscribe("T", "*", null)).hasMessageContaining("[ONS-5001 topic=T]");
        assertThatThrownBy(() -> consumer.subscribe("T", "||", listener)).hasMessageContaining("[ONS-5002 topic=T]");
        assertThatThrownBy(() -> consumer.subscribe("T", MessageSelector.bySql(""), listener))
                .hasMessageContaining("[ONS-5002 topic=T]");
    }

    private void assertState(boolean started) {
        assertThat(consumer.isStarted()).isEqualTo(started);
        assertThat(consumer.isClosed()).isEqualTo(!started);
    }

    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("ons-connect-")).toList();
    }
}
