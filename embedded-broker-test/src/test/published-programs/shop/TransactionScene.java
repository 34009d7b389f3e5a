package shop;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** TransactionProducer: one commit, one rollback, one that the broker asks for. */
final class TransactionScene {
    private TransactionScene() {
    }

    static List<String> play(Setup setup) throws Exception {
        List<String> lines = new ArrayList<>();
        Inbox checks = new Inbox();
        Inbox inbox = new Inbox();
        Consumer consumer = ONSFactory.createConsumer(setup.properties("committed"));
        consumer.subscribe(setup.topic, "transactions", (message, context) -> {
            inbox.add(message);
            return Action.CommitMessage;
        });
        consumer.start();
        TransactionProducer producer = ONSFactory.createTransactionProducer(setup.properties("transactions"),
            new LocalTransactionChecker() {
                @Override
                public TransactionStatus check(Message message) {
                    checks.add(message);
                    return TransactionStatus.CommitTransaction;
                }
            });
        producer.start();
        LocalTransactionExecuter executer = (message, status) -> (TransactionStatus) status;
        lines.add("" + (producer.send(setup.message("transactions", "committed"), executer,
            TransactionStatus.CommitTransaction).getMessageId() != null));
        try {
            producer.send(setup.message("transactions", "rolled back"), executer,
                TransactionStatus.RollbackTransaction);
        } catch (RuntimeException e) {
            lines.add("rolled back");
        }
        producer.send(setup.message("transactions", "unknown"), executer, TransactionStatus.Unknow);
        while (!checks.take(1).contains("unknown")) {
            continue; // brokers may ask for one that is committed already, and deliver it twice
        }
        lines.add("asked for unknown");
        Set<String> delivered = new TreeSet<>();
        while (delivered.size() < 2) {
            delivered.addAll(inbox.take(1));
        }
        lines.add(delivered.toString());
        consumer.shutdown();
        producer.shutdown();
        return lines;
    }
}
