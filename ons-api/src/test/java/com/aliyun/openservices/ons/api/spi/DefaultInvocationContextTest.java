package com.aliyun.openservices.ons.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.shade.com.google.common.base.Optional;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultInvocationContextTest {
    private final DefaultInvocationContext context = new DefaultInvocationContext();

    @Test
    void everythingIsAbsentAtFirst() {
        assertThat(values()).hasSize(7).allMatch(value -> !value.isPresent());
        assertThat(context.getAttributes()).isEmpty();
    }

    @Test
    void whatIsSetIsPresentAndNullMakesItAbsentAgain() {
        List<Message> messages = List.of(new Message());
        SendResult result = new SendResult();
        ONSClientException exception = new ONSClientException();
        context.setMessages(messages);
        context.setSendResult(result);
        context.setException(exception);
        context.setAction(Action.CommitMessage);
        context.setOrderAction(OrderAction.Suspend);
        context.setConsumerGroup("group");
        context.setNamespaceId("");

        assertThat(values()).extracting(value -> (Object) value.get()).containsExactly(
            messages, result, exception, Action.CommitMessage, OrderAction.Suspend, "group", "");

        context.setMessages(null);
        context.setSendResult(null);
        context.setException(null);
        context.setAction(null);
        context.setOrderAction(null);
        context.setConsumerGroup(null);
        context.setNamespaceId(null);

        assertThat(values()).allMatch(value -> !value.isPresent());
    }

    @Test
    void attributesAreLiveAndTakeNull() {
        context.getAttributes().put("a", 1);
        context.getAttributes().put(null, null);

        assertThat(context.getAttributes()).containsEntry("a", 1).containsKey(null);
    }

    private List<? extends Optional<?>> values() {
        return Arrays.asList(context.getMessages(), context.getSendResult(), context.getException(),
            context.getAction(), context.getOrderAction(), context.getConsumerGroup(), context.getNamespaceId());
    }
}
