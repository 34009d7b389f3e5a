package shop;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageListener;
import com.aliyun.openservices.ons.api.MessageSelector;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.TopicPartition;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.batch.BatchMessageListener;
import com.aliyun.openservices.ons.api.order.MessageOrderListener;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** What an application's own tests have in place of clients: one implementer of each interface. */
final class Fakes {
    private Fakes() {
    }

    /** Implements Admin. */
    static class FakeAdmin implements Admin {
        private boolean started;

        @Override
        public boolean isStarted() {
            return started;
        }

        @Override
        public boolean isClosed() {
            return !started;
        }

        @Override
        public void start() {
            started = true;
        }

        @Override
        public void updateCredential(Properties properties) {
        }

        @Override
        public void shutdown() {
            started = false;
        }
    }

    /** Implements Producer around another one. */
    static final class CountingProducer implements Producer {
        int sent;
        private final Producer inner;

        CountingProducer(Producer inner) {
            this.inner = inner;
        }

        @Override
        public boolean isStarted() {
            return inner.isStarted();
        }

        @Override
        public boolean isClosed() {
            return inner.isClosed();
        }

        @Override
        public void start() {
            inner.start();
        }

        @Override
        public void updateCredential(Properties properties) {
            inner.updateCredential(properties);
        }

        @Override
        public void shutdown() {
            inner.shutdown();
        }

        @Override
        public SendResult send(Message message) {
            sent++;
            return inner.send(message);
        }

        @Override
        public void sendOneway(Message message) {
            sent++;
            inner.sendOneway(message);
        }

        @Override
        public void sendAsync(Message message, SendCallback callback) {
            sent++;
            inner.sendAsync(message, callback);
        }

        @Override
        public void setCallbackExecutor(ExecutorService executor) {
            inner.setCallbackExecutor(executor);
        }
    }

    /** Implements Consumer. */
    static final class FakeConsumer extends FakeAdmin implements Consumer {
        @Override
        public void subscribe(String topic, String expression, MessageListener listener) {
        }

        @Override
        public void subscribe(String topic, MessageSelector selector, MessageListener listener) {
        }

        @Override
        public void unsubscribe(String topic) {
        }
    }

    /** Implements OrderProducer. */
    static final class FakeOrderProducer extends FakeAdmin implements OrderProducer {
        @Override
        public SendResult send(Message message, String shardingKey) {
            return new SendResult();
        }
    }

    /** Implements OrderConsumer. */
    static final class FakeOrderConsumer extends FakeAdmin implements OrderConsumer {
        @Override
        public void subscribe(String topic, String expression, MessageOrderListener listener) {
        }

        @Override
        public void subscribe(String topic, MessageSelector selector, MessageOrderListener listener) {
        }
    }

    /** Implements BatchConsumer. */
    static final class FakeBatchConsumer extends FakeAdmin implements BatchConsumer {
        @Override
        public void subscribe(String topic, String expression, BatchMessageListener listener) {
        }

        @Override
        public void unsubscribe(String topic) {
        }
    }

    /** Implements TransactionProducer. */
    static final class FakeTransactionProducer extends FakeAdmin implements TransactionProducer {
        @Override
        public SendResult send(Message message, LocalTransactionExecuter executer, Object argument) {
            executer.execute(message, argument);
            return new SendResult();
        }
    }

    /** Implements PullConsumer. */
    static final class FakePullConsumer extends FakeAdmin implements PullConsumer {
        @Override
        public Set<TopicPartition> topicPartitions(String topic) {
            return Collections.emptySet();
        }

        @Override
        public void assign(Collection<TopicPartition> partitions) {
        }

        @Override
        public void registerTopicPartitionChangedListener(String topic, TopicPartitionChangeListener listener) {
        }

        @Override
        public List<Message> poll(long timeout) {
            return Collections.emptyList();
        }

        @Override
        public void seek(TopicPartition partition, long offset) {
        }

        @Override
        public void seekToBeginning(TopicPartition partition) {
        }

        @Override
        public void seekToEnd(TopicPartition partition) {
        }

        @Override
        public void pause(Collection<TopicPartition> partitions) {
        }

        @Override
        public void resume(Collection<TopicPartition> partitions) {
        }

        @Override
        public Long offsetForTimestamp(TopicPartition partition, Long timestamp) {
            return null;
        }

        @Override
        public Long committed(TopicPartition partition) {
            return null;
        }

        @Override
        public void commitSync() {
        }
    }
}
