package shop;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.MessageQueueSelector;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Every method that the interfaces have when this runs is called on an implementer from the time of compiling. */
final class ImplementerScene {
    private ImplementerScene() {
    }

    static List<String> play(Setup setup) throws Exception {
        List<String> lines = new ArrayList<>();
        Fakes.CountingProducer producer = new Fakes.CountingProducer(
            ONSFactory.createProducer(setup.properties("plain")));
        producer.start();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        producer.setCallbackExecutor(executor);
        producer.sendOneway(setup.message("implementers", "one-way"));
        lines.add(producer.send(setup.message("implementers", "sync")).getTopic().equals(setup.topic) + " "
            + producer.sent);
        producer.shutdown();
        executor.shutdown();

        callAll(Admin.class, new Fakes.FakeAdmin());
        callAll(Producer.class, producer);
        callAll(Consumer.class, new Fakes.FakeConsumer());
        callAll(OrderProducer.class, new Fakes.FakeOrderProducer());
        callAll(OrderConsumer.class, new Fakes.FakeOrderConsumer());
        callAll(BatchConsumer.class, new Fakes.FakeBatchConsumer());
        callAll(TransactionProducer.class, new Fakes.FakeTransactionProducer());
        callAll(PullConsumer.class, new Fakes.FakePullConsumer());
        MessageQueueSelector last = (queues, message, key) -> queues - 1;
        last.select(4, setup.message("implementers", "body"), "key");
        lines.add("no method is missing");
        return lines;
    }

    /** What the methods throw of their own accord does not matter. */
    private static <T> void callAll(Class<T> type, T implementer) throws Exception {
        for (Method method : type.getMethods()) {
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = method.getParameterTypes()[i] == long.class ? 0L : null;
            }
            try {
                method.invoke(implementer, arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof LinkageError) {
                    throw e;
                }
            }
        }
    }
}
