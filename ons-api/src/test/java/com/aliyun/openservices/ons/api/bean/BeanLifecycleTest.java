package com.aliyun.openservices.ons.api.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.HashMap;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all six beans have in common. */
class BeanLifecycleTest {
    private final Properties properties = new Properties();

    enum Kind {
        PRODUCER(ProducerBean::new, ProducerBean::setProperties, ProducerBean::getProperties),
        ORDER_PRODUCER(OrderProducerBean::new, OrderProducerBean::setProperties, OrderProducerBean::getProperties),
        TRANSACTION_PRODUCER(() -> {
            TransactionProducerBean bean = new TransactionProducerBean();
            bean.setLocalTransactionChecker(message -> TransactionStatus.Unknow);
            return bean;
        }, TransactionProducerBean::setProperties, TransactionProducerBean::getProperties),
        CONSUMER(() -> {
            ConsumerBean bean = new ConsumerBean();
            bean.setSubscriptionTable(new HashMap<>());
            return bean;
        }, ConsumerBean::setProperties, ConsumerBean::getProperties),
        ORDER_CONSUMER(() -> {
            OrderConsumerBean bean = new OrderConsumerBean();
            bean.setSubscriptionTable(new HashMap<>());
            return bean;
        }, OrderConsumerBean::setProperties, OrderConsumerBean::getProperties),
        BATCH_CONSUMER(() -> {
            BatchConsumerBean bean = new BatchConsumerBean();
            bean.setSubscriptionTable(new HashMap<>());
            return bean;
        }, BatchConsumerBean::setProperties, BatchConsumerBean::getProperties);

        private final Supplier<Admin> bean;
        private final BiConsumer<Admin, Properties> setter;
        private final Function<Admin, Properties> getter;

        @SuppressWarnings("unchecked") // the three belong to one bean
        <B extends Admin> Kind(Supplier<B> bean, BiConsumer<B, Properties> setter, Function<B, Properties> getter) {
            this.bean = (Supplier<Admin>) bean;
            this.setter = (BiConsumer<Admin, Properties>) setter;
            this.getter = (Function<Admin, Properties>) getter;
        }

        Admin bean() {
            return bean.get();
        }

        Admin bean(Properties properties) {
            Admin created = bean();
            setter.accept(created, properties);
            return created;
        }
    }

    @BeforeEach
    void forgetEarlierClients() {
        RecordingFactory.forget();
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheStartABeanIsClosedAndShutdownAndNewCredentialsDoNothing(Kind kind) {
        Admin bean = kind.bean();

        assertThat(bean.isStarted()).isFalse();
        assertThat(bean.isClosed()).isTrue();
        assertThatCode(bean::shutdown).doesNotThrowAnyException();
        assertThatCode(() -> bean.updateCredential(null)).doesNotThrowAnyException();
        assertThat(RecordingFactory.created()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void startWithoutPropertiesIsRefused(Kind kind) {
        Admin bean = kind.bean();

        assertThatThrownBy(bean::start).isInstanceOf(ONSClientException.class)
            .hasMessage(bean.getClass().getSimpleName() + ".start failed: properties not set."
                + " Call setProperties() first.");
        assertThat(RecordingFactory.created()).isEmpty();
        assertThat(bean.isStarted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void startMakesAClientFromTheProperties(Kind kind) {
        Admin bean = kind.bean(properties);
        assertThat(kind.getter.apply(bean)).isSameAs(properties);
        bean.start();

        assertThat(RecordingFactory.created()).hasSize(1);
        assertThat(RecordingFactory.last().properties()).isSameAs(properties);
        assertThat(RecordingFactory.last().started()).isTrue();
        assertThat(bean.isStarted()).isTrue();
        assertThat(bean.isClosed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void secondStartOfARunningBeanDoesNothing(Kind kind) {
        Admin bean = kind.bean(properties);
        bean.start();
        bean.start();

        assertThat(RecordingFactory.created()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void shutdownStopsTheClient(Kind kind) {
        Admin bean = kind.bean(properties);
        bean.start();
        bean.shutdown();

        assertThat(RecordingFactory.last().started()).isFalse();
        assertThat(bean.isStarted()).isFalse();
        assertThat(bean.isClosed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void startAfterShutdownMakesAnotherClient(Kind kind) {
        Admin bean = kind.bean(properties);
        bean.start();
        bean.shutdown();
        Properties later = new Properties();
        kind.setter.accept(bean, later);
        bean.start();

        assertThat(RecordingFactory.created()).hasSize(2);
        assertThat(RecordingFactory.last().properties()).isSameAs(later);
        assertThat(bean.isStarted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void failedStartReleasesTheClientAndMayBeRepeated(Kind kind) {
        properties.setProperty("refuse", "no route");
        Admin bean = kind.bean(properties);

        assertThatThrownBy(bean::start).isInstanceOf(ONSClientException.class).hasMessage("no route");
        assertThat(RecordingFactory.last().shutdowns()).isEqualTo(1);
        assertThat(bean.isStarted()).isFalse();
        assertThat(bean.isClosed()).isTrue();

        properties.remove("refuse");
        bean.start();
        assertThat(RecordingFactory.created()).hasSize(2);
        assertThat(bean.isStarted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void newCredentialsGoToTheClient(Kind kind) {
        Admin bean = kind.bean(properties);
        bean.start();
        Properties credentials = new Properties();
        bean.updateCredential(credentials);

        assertThat(RecordingFactory.last().calls())
            .containsExactly(RecordedClient.Call.of("updateCredential", credentials));
    }
}
