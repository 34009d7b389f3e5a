package io.openons.client.sending;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.spi.DefaultInvocationContext;
import io.openons.client.endpoint.Namespace;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import io.openons.client.interceptor.Interceptors;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interceptors around one producer's sends: before a message is checked, so that they see it without an id, and
 * after its outcome is known - on the caller's thread, or after the callback of an asynchronous send. Thread-safe.
 */
final class Interception {

    private static final Logger LOG = LoggerFactory.getLogger(Interception.class);

    private final Interceptors interceptors;
    private final Admin client;
    private final String namespaceId;

    /**
     * Creates the interception of one producer.
     *
     * @param interceptors the producer's interceptors
     * @param client the producer as they see it
     * @param namespace the producer's namespace, shown to them as its name or ""
     */
    Interception(Interceptors interceptors, Admin client, Namespace namespace) {
        this.interceptors = interceptors;
        this.client = client;
        this.namespaceId = namespace.name() == null ? "" : namespace.name();
    }

    SendResult around(Message message, Supplier<SendResult> send) {
        if (message == null || interceptors.isEmpty()) {
            return send.get();
        }
        DefaultInvocationContext context = before(message);
        try {
            SendResult result = send.get();
            context.setSendResult(result);
            return result;
        } catch (ONSClientException e) {
            context.setException(e);
            throw e;
        } finally {
            interceptors.after(context, client);
        }
    }

    void aroundAsync(Message message, SendCallback callback, Consumer<SendCallback> send) {
        if (message == null || interceptors.isEmpty()) {
            send.accept(callback);
            return;
        }
        DefaultInvocationContext context = before(message);
        try {
            send.accept(new Within(callback, context));
        } catch (ONSClientException e) {
            context.setException(e);
            interceptors.after(context, client);
            throw e;
        }
    }

    private DefaultInvocationContext before(Message message) {
        DefaultInvocationContext context = new DefaultInvocationContext();
        context.setMessages(Collections.singletonList(message));
        context.setNamespaceId(namespaceId);
        if (!interceptors.before(context, client)) {
            throw Failure.of(ErrorCode.REFUSED_BY_INTERCEPTOR, "ProducerInterceptor aborts sending")
                    .with("topic", message.getTopic()).toException();
        }
        return context;
    }

    /** The application's callback, followed by the interceptors. */
    private final class Within implements SendCallback {

        private final SendCallback callback;
        private final DefaultInvocationContext context;

        Within(SendCallback callback, DefaultInvocationContext context) {
            this.callback = callback;
            this.context = context;
        }

        @Override
        public void onSuccess(SendResult result) {
            context.setSendResult(result);
            try {
                if (callback != null) {
                    callback.onSuccess(result);
                }
            } finally {
                interceptors.after(context, client);
            }
        }

        @Override
        public void onException(OnExceptionContext failure) {
            context.setException(failure.getException());
            try {
                if (callback != null) {
                    callback.onException(failure);
                } else {
                    LOG.error("An asynchronous send without callback failed. topic={} msgId={}", failure.getTopic(),
                            failure.getMessageId(), failure.getException());
                }
            } finally {
                interceptors.after(context, client);
            }
        }
    }
}
