package com.aliyun.openservices.ons.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class MessageAccessorTest {
    private final Message message = new Message("topic", "tag", "key", new byte[1]);

    @Test
    void putAndGetReachTheSystemPropertiesBehindTheGetters() {
        MessageAccessor.putSystemProperties(message, Message.SystemPropKey.MSGID, "id");

        assertThat(message.getMsgID()).isEqualTo("id");
        assertThat(MessageAccessor.getSystemProperties(message, "__TAG")).isEqualTo("tag");
        assertThat(MessageAccessor.getSystemProperties(message, "unset")).isNull();
    }

    @Test
    void tableIsLiveAndReplacedByReference() {
        MessageAccessor.getSystemProperties(message).setProperty("__KEY", "other");
        assertThat(message.getKey()).isEqualTo("other");

        Properties replacement = new Properties();
        MessageAccessor.setSystemProperties(message, replacement);
        assertThat(MessageAccessor.getSystemProperties(message)).isSameAs(replacement);
        assertThat(message.getTag()).isNull();

        MessageAccessor.setSystemProperties(message, null);
        assertThat(MessageAccessor.getSystemProperties(message)).isNull();
    }

    @Test
    void putIgnoresNull() {
        MessageAccessor.putSystemProperties(message, null, "value");
        MessageAccessor.putSystemProperties(message, "key", null);

        assertThat(MessageAccessor.getSystemProperties(message)).containsOnlyKeys("__TAG", "__KEY");
    }

    @Test
    void nullMessageThrows() {
        assertThatThrownBy(() -> MessageAccessor.getSystemProperties(null)).isInstanceOf(NullPointerException.class);
    }
}
