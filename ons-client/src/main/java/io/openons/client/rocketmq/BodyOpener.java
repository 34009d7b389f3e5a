package io.openons.client.rocketmq;

import io.openons.client.endpoint.Namespace;
import io.openons.client.error.CodedClientException;
import io.openons.client.message.CompressedBodies;
import java.util.function.Consumer;
import org.apache.rocketmq.client.hook.FilterMessageContext;
import org.apache.rocketmq.client.hook.FilterMessageHook;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * Opens the compressed bodies of what a pull brought, before RocketMQ counts their bytes. A body that cannot be opened
 * stays closed, and whoever hands the message on sees to it. Called on threads of RocketMQ, by many at once.
 */
final class BodyOpener implements FilterMessageHook {

    private final Namespace namespace;
    private final Consumer<CodedClientException> unreadable;

    BodyOpener(Namespace namespace, Consumer<CodedClientException> unreadable) {
        this.namespace = namespace;
        this.unreadable = unreadable;
    }

    @Override
    public String hookName() {
        return "BodyOpener";
    }

    @Override
    public void filterMessage(FilterMessageContext context) {
        for (MessageExt message : context.getMsgList()) {
            try {
                CompressedBodies.open(message, namespace);
            } catch (CodedClientException e) {
                unreadable.accept(e);
            }
        }
    }
}
