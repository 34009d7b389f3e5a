package io.openons.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.ONSFactoryAPI;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.fixture.CapturedLog;
import io.openons.client.fixture.Connections;
import io.openons.client.fixture.Settings;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Creation of clients: which configurations are refused, as a whole and before anything starts. */
class OnsFactoryProviderTest {

    private static final String SECRET = "s3cr3t-key-value";

    @Test
    void theFactoryIsFoundAsAService() {
        assertThat(ServiceLoader.load(ONSFactoryAPI.class)).hasExactlyElementsOfTypes(OnsFactoryProvider.class);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("producer", ONSFactory::createProducer),
                kind("order producer", ONSFactory::createOrderProducer),
                kind("transaction producer", properties ->
                        ONSFactory.createTransactionProducer(properties, message -> TransactionStatus.Unknow)),
                kind("consumer", ONSFactory::createConsumer),
                kind("order consumer", ONSFactory::createOrderedConsumer),
                kind("batch consumer", ONSFactory::createBatchConsumer));
    }

    private static Arguments kind(String title, Function<Properties, Admin> factory) {
        return Arguments.of(title, factory);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void newClientsAreNeitherStartedNorConnected(String title, Function<Properties, Admin> factory) {
        int threadsBefore = Thread.activeCount();

        Admin client = factory.apply(valid());

        assertThat(client.isStarted()).isFalse();
        assertThat(client.isClosed()).isTrue();
        assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threadsBefore);
        client.shutdown();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void allProblemsAreReportedTogetherAndNoSecretIsShown(String title, Function<Properties, Admin> factory) {
        Properties properties = Settings.of("NAMESRV_ADDR", "nowhere", "GROUP_ID", "a b", "INSTANCE_ID", "c d",
                "OnsChannel", "junk", "SecretKey", SECRET, "SecurityToken", SECRET, "isVipChannelEnabled", "junk",
                "delayLevelFallback", "junk", "ConsumeThreadNums", "junk");

        try (CapturedLog log = CapturedLog.of("io.openons.client")) {
            assertThatThrownBy(() -> factory.apply(properties)).isInstanceOf(ONSClientException.class)
                    .hasMessageStartingWith("Cannot create " + title + ": 6 problems: (1) ")
                    .hasMessageContaining("NAMESRV_ADDR=\"nowhere\"").hasMessageContaining("GROUP_ID=\"a b\"")
                    .hasMessageContaining("INSTANCE_ID=\"c d\"").hasMessageContaining("OnsChannel=\"junk\"")
                    .hasMessageContaining("AccessKey is missing")
                    .hasMessageContaining(title.endsWith("producer") ? "delayLevelFallback=" : "ConsumeThreadNums=")
                    .hasMessageNotContaining(SECRET).hasMessageEndingWith("[ONS-1001]");

            assertThat(log.lines()).anyMatch(line -> line.contains("isVipChannelEnabled"))
                    .noneMatch(line -> line.contains(SECRET));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nullPropertiesAreRefused(String title, Function<Properties, Admin> factory) {
        assertThatThrownBy(() -> factory.apply(null)).isInstanceOf(ONSClientException.class)
                .hasMessageStartingWith("Cannot create " + title + ": the properties are null.");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void newCredentialsAreCheckedBeforeAndAfterStartAlike(String title, Function<Properties, Admin> factory) {
        Admin client = factory.apply(valid());

        assertThatThrownBy(() -> client.updateCredential(null)).hasMessageContaining("[ONS-1003]");
        assertThatThrownBy(() -> client.updateCredential(Settings.of("AccessKey", "a")))
                .hasMessageContaining("ONS-1003");
        client.updateCredential(Settings.of("AccessKey", "a", "SecretKey", "s"));
    }

    @Test
    void aTransactionProducerNeedsAChecker() {
        assertThatThrownBy(() -> ONSFactory.createTransactionProducer(valid(), null))
                .isInstanceOf(ONSClientException.class).hasMessageStartingWith(
                        "Cannot create transaction producer: the LocalTransactionChecker is null: brokers ask it")
                .hasMessageEndingWith("[ONS-1001]");
        assertThatThrownBy(() -> ONSFactory.createTransactionProducer(Settings.of("NAMESRV_ADDR", "nowhere"), null))
                .hasMessageStartingWith("Cannot create transaction producer: 2 problems: ");
    }

    private static Properties valid() {
        return Settings.of("NAMESRV_ADDR", Connections.NAME_SERVER, "GROUP_ID", "GID_test");
    }
}
