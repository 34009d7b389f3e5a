package shop;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.spi.InvocationContext;
import com.aliyun.openservices.ons.api.spi.ProducerInterceptor;
import com.aliyun.openservices.shade.com.google.common.base.Function;
import com.aliyun.openservices.shade.com.google.common.base.Optional;
import com.aliyun.openservices.shade.com.google.common.base.Stopwatch;
import java.util.List;

public class Timing implements ProducerInterceptor {
    @Override
    public boolean preHandle(InvocationContext context, Admin producer) {
        context.getAttributes().put("watch", Stopwatch.createStarted());
        return true;
    }

    @Override
    public void postHandle(InvocationContext context, Admin producer) {
        Optional<Integer> count = context.getMessages().transform(new Function<List<Message>, Integer>() {
            @Override
            public Integer apply(List<Message> messages) {
                return messages.size();
            }
        });
        context.getAttributes().put("count", count.or(0));
    }
}
