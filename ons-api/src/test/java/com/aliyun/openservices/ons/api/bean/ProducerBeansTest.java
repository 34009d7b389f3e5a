package com.aliyun.openservices.ons.api.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.OnExceptionContext;
import com.aliyun.openservices.ons.api.SendCallback;
import com.aliyun.openservices.ons.api.SendResult;
import com.aliyun.openservices.ons.api.bean.RecordedClient.Call;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.Properties;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProducerBeansTest {
    private final Message message = new Message("topic", "tag", new byte[1]);

    @BeforeEach
    void forgetEarlierClients() {
        RecordingFactory.forget();
    }

    @Test
    void producerBeanHandsEveryCallOn() {
        ProducerBean bean = new ProducerBean();
        bean.setProperties(new Properties());
        bean.start();
        SendCallback callback = new SilentCallback();

        assertThat(bean.send(message)).isSameAs(RecordedClient.RESULT);
        bean.sendOneway(message);
        bean.sendAsync(message, callback);
        bean.setCallbackExecutor(ForkJoinPool.commonPool());

        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("send", message),
            Call.of("sendOneway", message), Call.of("sendAsync", message, callback),
            Call.of("setCallbackExecutor", ForkJoinPool.commonPool()));
    }

    @Test
    void orderProducerBeanHandsEveryCallOn() {
        OrderProducerBean bean = new OrderProducerBean();
        bean.setProperties(new Properties());
        bean.start();

        assertThat(bean.send(message, "key")).isSameAs(RecordedClient.RESULT);

        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("send", message, "key"));
    }

    @Test
    void transactionProducerBeanHandsEveryCallAndItsCheckerOn() {
        LocalTransactionChecker checker = asked -> TransactionStatus.CommitTransaction;
        LocalTransactionExecuter executer = (sent, arg) -> TransactionStatus.CommitTransaction;
        TransactionProducerBean bean = new TransactionProducerBean();
        bean.setProperties(new Properties());
        bean.setLocalTransactionChecker(checker);
        bean.start();

        assertThat(bean.send(message, executer, "arg")).isSameAs(RecordedClient.RESULT);

        assertThat(bean.getLocalTransactionChecker()).isSameAs(checker);
        assertThat(RecordingFactory.last().checker()).isSameAs(checker);
        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("send", message, executer, "arg"));
    }

    @Test
    void useBeforeTheStartIsRefusedWithAdvice() {
        ProducerBean producer = new ProducerBean();
        assertRefused(() -> producer.send(message), "ProducerBean.send");
        assertRefused(() -> producer.sendOneway(message), "ProducerBean.sendOneway");
        assertRefused(() -> producer.sendAsync(message, new SilentCallback()), "ProducerBean.sendAsync");
        assertRefused(() -> producer.setCallbackExecutor(null), "ProducerBean.setCallbackExecutor");
        assertRefused(() -> new OrderProducerBean().send(message, "key"), "OrderProducerBean.send");
        assertRefused(() -> new TransactionProducerBean().send(message, null, null), "TransactionProducerBean.send");
    }

    @Test
    void useAfterShutdownIsAnsweredByTheStoppedClient() {
        ProducerBean bean = new ProducerBean();
        bean.setProperties(new Properties());
        bean.start();
        bean.shutdown();

        bean.send(message);

        assertThat(RecordingFactory.created()).hasSize(1);
        assertThat(RecordingFactory.last().calls()).containsExactly(Call.of("send", message));
    }

    private static void assertRefused(ThrowingCallable use, String operation) {
        assertThatThrownBy(use).isInstanceOf(ONSClientException.class)
            .hasMessage(operation + " failed: the bean was not started. Call start() first.");
    }

    private static final class SilentCallback implements SendCallback {
        @Override
        public void onSuccess(SendResult sendResult) {
        }

        @Override
        public void onException(OnExceptionContext context) {
        }
    }
}
