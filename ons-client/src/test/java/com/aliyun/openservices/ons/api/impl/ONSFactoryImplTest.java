package com.aliyun.openservices.ons.api.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.ONSFactoryAPI;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.impl.rocketmq.ONSChannel;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.fixture.Settings;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ONSFactoryImplTest {

    private final LocalTransactionChecker checker = message -> TransactionStatus.Unknow;

    @Test
    void createsEveryKindOfClientThatONSFactoryCreates() throws Exception {
        ONSFactoryAPI factory = new ONSFactoryImpl();
        List<Class<?>> kinds = new ArrayList<>();
        for (Method method : ONSFactoryAPI.class.getMethods()) {
            Object[] arguments = method.getParameterCount() == 1
                    ? new Object[] {valid()} : new Object[] {valid(), checker};

            Object client = method.invoke(factory, arguments);

            Object same = ONSFactory.class.getMethod(method.getName(), method.getParameterTypes())
                    .invoke(null, arguments);
            assertThat(client).as(method.getName()).hasSameClassAs(same);
            assertThat(((Admin) client).isStarted()).isFalse();
            kinds.add(method.getReturnType());
        }
        assertThat(kinds).doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void refusesWhatONSFactoryRefuses() {
        assertThatThrownBy(() -> new ONSFactoryImpl().createProducer(new Properties()))
                .isInstanceOf(ONSClientException.class).hasMessageContaining("NAMESRV_ADDR");
    }

    @ParameterizedTest
    @EnumSource
    void constantsOfTheChannelAreValuesOfTheProperty(ONSChannel channel) {
        Properties properties = valid();
        properties.put("OnsChannel", channel);

        assertThat(new ONSFactoryImpl().createProducer(properties)).isNotNull();
    }

    private static Properties valid() {
        return Settings.of("NAMESRV_ADDR", "127.0.0.1:9876", "GROUP_ID", "GID_names");
    }
}
