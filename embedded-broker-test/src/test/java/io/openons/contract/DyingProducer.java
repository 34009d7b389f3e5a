package io.openons.contract;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.util.Properties;

/** An application in a JVM of its own that dies between its half message and the end of the transaction. */
final class DyingProducer {

    static final int DEAD = 7;

    private DyingProducer() {
    }

    public static void main(String[] args) {
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", args[0]);
        properties.setProperty("GROUP_ID", args[2]);
        TransactionProducer producer =
                ONSFactory.createTransactionProducer(properties, message -> TransactionStatus.Unknow);
        producer.start();
        producer.send(new Message(args[1], "dying", new byte[1]), (message, arg) -> {
            Runtime.getRuntime().halt(DEAD);
            return TransactionStatus.CommitTransaction;
        }, null);
    }
}
