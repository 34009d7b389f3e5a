package com.aliyun.openservices.ons.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import org.junit.jupiter.api.Test;

class ValueHoldersTest {
    @Test
    void sendResultHoldsTopicAndIdentifier() {
        SendResult result = new SendResult();
        assertThat(result).hasToString("SendResult[topic=null, messageId=null]");

        result.setTopic("topic");
        result.setMessageId("id");

        assertThat(result.getTopic()).isEqualTo("topic");
        assertThat(result.getMessageId()).isEqualTo("id");
        assertThat(result).hasToString("SendResult[topic=topic, messageId=id]");
    }

    @Test
    void exceptionContextHoldsWhatFailed() {
        OnExceptionContext context = new OnExceptionContext();
        assertThat(context).hasAllNullFieldsOrProperties();

        ONSClientException exception = new ONSClientException("why");
        context.setTopic("topic");
        context.setMessageId("id");
        context.setException(exception);

        assertThat(context.getTopic()).isEqualTo("topic");
        assertThat(context.getMessageId()).isEqualTo("id");
        assertThat(context.getException()).isSameAs(exception);
    }

    @Test
    void consumeContextAcknowledgesEverythingUnlessToldOtherwise() {
        ConsumeContext context = new ConsumeContext();
        assertThat(context.getAcknowledgeIndex()).isEqualTo(Integer.MAX_VALUE);

        context.setAcknowledgeIndex(-1);
        assertThat(context.getAcknowledgeIndex()).isEqualTo(-1);
    }

    @Test
    void displayNameOfATransportCanBeChangedAsPublished() {
        assertThat(MQType.METAQ.getName()).isEqualTo("METAQ");
        assertThat(MQType.NOTIFY.getName()).isEqualTo("NOTIFY");

        MQType.NOTIFY.setName("other");
        try {
            assertThat(MQType.NOTIFY.getName()).isEqualTo("other");
            assertThat(MQType.NOTIFY).hasToString("NOTIFY");
        } finally {
            MQType.NOTIFY.setName("NOTIFY");
        }
    }
}
