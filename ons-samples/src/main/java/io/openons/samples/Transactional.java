package io.openons.samples;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionChecker;
import com.aliyun.openservices.ons.api.transaction.LocalTransactionExecuter;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Sends messages about orders with a {@link TransactionProducer}: a message arrives if, and only if, its order is in
 * the database. Two orders are answered for at once, one committed and one rolled back. For two more the answer is
 * Unknow, as if the application had died after its local transaction: the broker asks the checker, which looks into the
 * database. Now and then a broker also asks for a transaction that has ended; the answer is the same, and a committed
 * message may arrive twice then.
 */
@Command(name = "Transactional", sortOptions = false,
        description = "Sends messages in step with database transactions.",
        exitCodeList = {"0:the messages of committed orders arrived, and no others", "1:not", "2:wrong arguments"})
public final class Transactional implements Callable<Integer> {

    private static final int STOCK = 10;

    @Mixin
    private final Cluster cluster = new Cluster("TransactionalTopic", "GID_transactional");

    @Spec
    private CommandSpec spec;

    Transactional() {
    }

    /**
     * Runs the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(SampleCommand.of(new Transactional()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException, SQLException {
        Steps steps = new Steps(spec.commandLine().getOut());
        try (cluster; OrderTable table = new OrderTable()) {
            table.restock(STOCK);
            return sendAndCompare(cluster.open(steps), table, steps) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean sendAndCompare(Properties properties, OrderTable table, Steps steps)
            throws InterruptedException, SQLException {
        // How long the broker leaves a new transaction alone: longer than any local transaction takes. Default: 30.
        properties.setProperty(PropertyKeyConst.CheckImmunityTimeInSeconds, "3");
        Inbox inbox = new Inbox(cluster.patience());
        Inbox asked = new Inbox(cluster.patience());

        Consumer consumer = ONSFactory.createConsumer(properties);
        consumer.subscribe(cluster.topic(), "*", (message, context) -> {
            steps.done("Received the message of " + message.getKey());
            inbox.add(message);
            return Action.CommitMessage;
        });
        // Any process of the group may be asked, also after a restart, so only the database is asked, no memory.
        LocalTransactionChecker checker = message -> {
            TransactionStatus status = lookUp(table, message.getKey());
            steps.done("Broker asked for " + message.getKey() + ", answered " + status);
            asked.add(message);
            return status;
        };
        TransactionProducer producer = ONSFactory.createTransactionProducer(properties, checker);
        try {
            consumer.start();
            producer.start();
            steps.done("Consumer and transaction producer started; " + STOCK + " pieces in stock");

            LocalTransactionExecuter answering = (message, order) -> insert(table, (Order) order, steps);
            LocalTransactionExecuter dying = (message, order) -> {
                insert(table, (Order) order, steps);
                return TransactionStatus.Unknow;
            };
            Message committed = send(producer, new Order("order-1", 4), answering, steps);
            Message rolledBack = send(producer, new Order("order-2", 99), answering, steps);
            Message unknownCommitted = send(producer, new Order("order-3", 4), dying, steps);
            Message unknownRolledBack = send(producer, new Order("order-4", 99), dying, steps);

            Set<String> unasked = asked.missing(List.of(unknownCommitted.getMsgID(), unknownRolledBack.getMsgID()));
            Set<String> missing = inbox.missing(List.of(committed.getMsgID(), unknownCommitted.getMsgID()));
            boolean right = unasked.isEmpty() && missing.isEmpty();
            for (Message message : List.of(committed, rolledBack, unknownCommitted, unknownRolledBack)) {
                boolean stored = table.contains(message.getKey());
                boolean arrived = inbox.contains(message.getMsgID());
                steps.done(message.getKey() + (stored ? " is" : " is not") + " in the database, its message "
                        + (arrived ? "arrived" : "did not arrive"));
                right &= stored == arrived;
            }
            steps.done(right ? "Database and messages agree" : "Database and messages do not agree");
            return right;
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }

    private Message send(TransactionProducer producer, Order order, LocalTransactionExecuter executer, Steps steps) {
        byte[] body = Integer.toString(order.pieces()).getBytes(StandardCharsets.UTF_8);
        Message message = new Message(cluster.topic(), "order", order.id(), body);
        try {
            producer.send(message, executer, order);
            steps.done("Sent the message of " + order.id());
        } catch (CodedClientException e) {
            if (e.code() != ErrorCode.TRANSACTION_ROLLED_BACK) {
                throw e;
            }
            steps.done("Did not send the message of " + order.id() + ": " + e.getMessage());
        }
        return message;
    }

    /** The local transaction; runs on the sending thread, when the broker has the message and nobody sees it yet. */
    private static TransactionStatus insert(OrderTable table, Order order, Steps steps) {
        try {
            table.insert(order);
            steps.done("Committed " + order + " in the database");
            return TransactionStatus.CommitTransaction;
        } catch (SQLException e) {
            steps.done("Rolled back " + order + " in the database: " + e.getMessage());
            return TransactionStatus.RollbackTransaction;
        }
    }

    /** Not in the table means rolled back, since no local transaction takes as long as the immunity time. */
    private static TransactionStatus lookUp(OrderTable table, String order) {
        try {
            return table.contains(order) ? TransactionStatus.CommitTransaction : TransactionStatus.RollbackTransaction;
        } catch (SQLException e) {
            return TransactionStatus.Unknow; // the broker asks again
        }
    }
}
