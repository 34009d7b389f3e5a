package shop;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.spi.ConsumerInterceptor;
import com.aliyun.openservices.ons.api.spi.InvocationContext;
import com.aliyun.openservices.ons.api.spi.ProducerInterceptor;
import com.aliyun.openservices.shade.com.google.common.base.Function;
import com.aliyun.openservices.shade.com.google.common.base.Optional;
import java.util.Collections;
import java.util.List;

/** Interceptors that write down what they see of the scene "intercepted". They use the Optional of the published jar. */
public final class ShopInterceptors {
    static final Inbox SEEN = new Inbox();

    private ShopInterceptors() {
    }

    private static boolean concerned(InvocationContext context) {
        Optional<List<Message>> messages = context.getMessages();
        return messages.isPresent() && "intercepted".equals(messages.get().get(0).getTag());
    }

    /** Found as a service. */
    public static final class OfProducers implements ProducerInterceptor {
        @Override
        public boolean preHandle(InvocationContext context, Admin producer) {
            context.getAttributes().put("started", System.nanoTime());
            return true;
        }

        @Override
        public void postHandle(InvocationContext context, Admin producer) {
            if (concerned(context)) {
                SEEN.add("sent " + context.getSendResult().isPresent() + " " + context.getException().orNull() + " "
                    + context.getAttributes().keySet() + " " + context.getAction().isPresent());
            }
        }
    }

    /** Found as a service. */
    public static final class OfConsumers implements ConsumerInterceptor {
        @Override
        public boolean preHandle(InvocationContext context, Admin consumer) {
            return true;
        }

        @Override
        public void postHandle(InvocationContext context, Admin consumer) {
            if (concerned(context)) {
                Optional<String> bodies = context.getMessages().transform(new Function<List<Message>, String>() {
                    @Override
                    public String apply(List<Message> messages) {
                        return Setup.body(messages.get(0));
                    }
                });
                SEEN.add("received " + bodies.or("nothing") + " " + context.getAction() + " "
                    + context.getOrderAction().or(Optional.absent()).isPresent() + " "
                    + context.getConsumerGroup().asSet().size() + " "
                    + context.getNamespaceId().or(Collections.singleton("none").iterator()::next).isEmpty());
            }
        }
    }
}
