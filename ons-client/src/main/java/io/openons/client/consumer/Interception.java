package io.openons.client.consumer;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.spi.DefaultInvocationContext;
import io.openons.client.interceptor.Interceptors;
import io.openons.client.rocketmq.Connection;
import java.util.List;
import java.util.function.Supplier;

/**
 * The interceptors around the listener calls of one consumer. When one refuses, the listener is not called and the
 * messages count as consumed, unless the interceptor set another action. Thread-safe.
 */
final class Interception {

    private final Interceptors interceptors;
    private final Admin client;
    private final String group;
    private final String namespaceId;

    Interception(Interceptors interceptors, Admin client, Connection connection) {
        this.interceptors = interceptors;
        this.client = client;
        this.group = connection.settings().group();
        this.namespaceId = connection.namespace().name() == null ? "" : connection.namespace().name();
    }

    /** Calls a listener that answers with an Action, and returns what counts. */
    Action around(List<Message> messages, Supplier<Action> listener) {
        if (interceptors.isEmpty()) {
            return listener.get();
        }
        DefaultInvocationContext context = context(messages);
        if (!interceptors.before(context, client)) {
            return context.getAction().or(Action.CommitMessage);
        }
        try {
            Action action = listener.get();
            context.setAction(action);
            return action;
        } finally {
            interceptors.after(context, client);
        }
    }

    /** Calls a listener that answers with an OrderAction, and returns what counts. */
    OrderAction aroundOrdered(List<Message> messages, Supplier<OrderAction> listener) {
        if (interceptors.isEmpty()) {
            return listener.get();
        }
        DefaultInvocationContext context = context(messages);
        if (!interceptors.before(context, client)) {
            return context.getOrderAction().or(OrderAction.Success);
        }
        try {
            OrderAction action = listener.get();
            context.setOrderAction(action);
            return action;
        } finally {
            interceptors.after(context, client);
        }
    }

    private DefaultInvocationContext context(List<Message> messages) {
        DefaultInvocationContext context = new DefaultInvocationContext();
        context.setMessages(messages);
        context.setConsumerGroup(group);
        context.setNamespaceId(namespaceId);
        return context;
    }
}
