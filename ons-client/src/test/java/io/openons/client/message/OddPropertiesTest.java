package io.openons.client.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.endpoint.Namespace;
import io.openons.client.fixture.Settings;
import org.junit.jupiter.api.Test;

/** Properties of unusual types are read by their text, or refused with our error and not a raw one. */
class OddPropertiesTest {

    private final OutboundMessages outbound = new OutboundMessages(Namespace.NONE);
    private final Message message = new Message("T", null, new byte[] {1});

    @Test
    void aDeliveryTimeThatIsNoNumberIsRefused() {
        MessageAccessor.putSystemProperties(message, Message.SystemPropKey.STARTDELIVERTIME, "junk");

        assertThatThrownBy(() -> outbound.convert(message)).isInstanceOf(ONSClientException.class)
                .hasMessageContaining("junk");
    }

    @Test
    void aUserPropertyWhoseNameIsNoStringGoesUnderItsText() {
        message.setUserProperties(Settings.of(5, "value"));

        assertThat(outbound.convert(message).getProperty("5")).isEqualTo("value");
    }
}
