package com.aliyun.openservices.ons.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ONSUnitUtilsTest {
    private final Message message = new Message("topic", "tag", new byte[1]);

    @Test
    void unitPropertiesAreUserPropertiesOfThePublishedNames() {
        ONSUnitUtils.setUnitProperties(message, "origin", "type", "key");

        assertThat(ONSUnitUtils.getUnitOriUnit(message)).isEqualTo("origin");
        assertThat(ONSUnitUtils.getUnitType(message)).isEqualTo("type");
        assertThat(ONSUnitUtils.getUnitKey(message)).isEqualTo("key");
        assertThat(message.getUserProperties()).hasSize(3).containsEntry("__RMQ.UNIT.ORIUNIT", "origin")
            .containsEntry("__RMQ.UNIT.TYPE", "type").containsEntry("__RMQ.UNIT.KEY", "key");
    }

    @Test
    void nullLeavesAUnitPropertyAsItIs() {
        ONSUnitUtils.setUnitProperties(message, "origin", null, null);
        ONSUnitUtils.setUnitProperties(message, null, "type", null);

        assertThat(ONSUnitUtils.getUnitOriUnit(message)).isEqualTo("origin");
        assertThat(ONSUnitUtils.getUnitType(message)).isEqualTo("type");
        assertThat(ONSUnitUtils.getUnitKey(message)).isNull();
    }

    @Test
    void retryIsToldByTheSystemPropertyAlone() {
        message.putUserProperties("RETRY_TOPIC", "topic");
        message.setTopic("%RETRY%group");
        message.setReconsumeTimes(3);
        assertThat(ONSUnitUtils.isRetryMsg(message)).isFalse();

        MessageAccessor.putSystemProperties(message, "RETRY_TOPIC", "");
        assertThat(ONSUnitUtils.isRetryMsg(message)).isFalse();

        MessageAccessor.putSystemProperties(message, "RETRY_TOPIC", " ");
        assertThat(ONSUnitUtils.isRetryMsg(message)).isTrue();
    }

    @Test
    void siteRetryIsMarkedInTheSystemProperties() {
        assertThat(ONSUnitUtils.getMSHAUnitRetry(message)).isNull();

        ONSUnitUtils.setMSHAUnitRetry(message);

        assertThat(ONSUnitUtils.getMSHAUnitRetry(message)).isEqualTo("true");
        assertThat(MessageAccessor.getSystemProperties(message)).containsEntry("__RMQ.TRANSIENT.MSHA_RETRY", "true");
    }

    @Test
    void nullMessageThrows() {
        assertThatThrownBy(() -> ONSUnitUtils.isRetryMsg(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ONSUnitUtils.setUnitProperties(null, "a", "b", "c"))
            .isInstanceOf(NullPointerException.class);
    }
}
