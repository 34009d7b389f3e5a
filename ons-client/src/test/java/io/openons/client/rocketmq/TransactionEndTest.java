package io.openons.client.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.openons.client.fixture.CapturedLog;
import java.util.Map;
import org.apache.rocketmq.client.impl.producer.DefaultMQProducerImpl;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.remoting.exception.RemotingTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The marks of a half message, and telling its end. */
class TransactionEndTest {

    private final TransactionMQProducer producer = mock(TransactionMQProducer.class);
    private final DefaultMQProducerImpl implementation = mock(DefaultMQProducerImpl.class);
    private final Message message = new Message();
    private final SendResult stored = new SendResult();

    @BeforeEach
    @SuppressWarnings("deprecation") // the way that the main code takes
    void connectMocks() {
        when(producer.getDefaultMQProducerImpl()).thenReturn(implementation);
        stored.setMsgId("ID-1");
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aHalfMessageHasThreeMarks() {
        TransactionEnd.markHalf(message, "MQ_INST_1%GID", "30");

        assertThat(message.getProperties()).containsOnly(Map.entry("TRAN_MSG", "true"),
                Map.entry("PGROUP", "MQ_INST_1%GID"), Map.entry("CHECK_IMMUNITY_TIME_IN_SECONDS", "30"));
    }

    @Test
    void theMessagesOwnImmunityWins() {
        MessageAccessor.putProperty(message, "CHECK_IMMUNITY_TIME_IN_SECONDS", "5");

        TransactionEnd.markHalf(message, "GID", "30");

        assertThat(message.getProperty("CHECK_IMMUNITY_TIME_IN_SECONDS")).isEqualTo("5");
    }

    @Test
    void theEndIsToldWithWhatTheLocalTransactionThrew() throws Exception {
        IllegalStateException thrown = new IllegalStateException("the application's own");
        MessageAccessor.putProperty(message, "UNIQ_KEY", "ID-1");

        TransactionEnd.tell(producer, message, stored, LocalTransactionState.UNKNOW, thrown);

        verify(implementation).endTransaction(message, stored, LocalTransactionState.UNKNOW, thrown);
        assertThat(message.getTransactionId()).as("for the trace").isEqualTo("ID-1");
    }

    @Test
    void anEndThatCannotBeToldIsLoggedBecauseTheBrokerWillAsk() throws Exception {
        doThrow(new RemotingTimeoutException("slow")).when(implementation).endTransaction(any(), any(), any(), any());

        try (CapturedLog log = CapturedLog.of(TransactionEnd.class)) {
            TransactionEnd.tell(producer, message, stored, LocalTransactionState.COMMIT_MESSAGE, null);

            assertThat(log.lines()).containsExactly("WARN The broker could not be told the end of a transaction and "
                    + "will ask for it. state=COMMIT_MESSAGE msgId=ID-1");
        }
    }

    @Test
    void anInterruptStaysSet() throws Exception {
        doThrow(new InterruptedException()).when(implementation).endTransaction(any(), any(), any(), any());

        TransactionEnd.tell(producer, message, stored, LocalTransactionState.COMMIT_MESSAGE, null);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
