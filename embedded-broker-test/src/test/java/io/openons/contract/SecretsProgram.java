package io.openons.contract;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Consumer;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PullConsumer;
import com.aliyun.openservices.ons.api.batch.BatchConsumer;
import com.aliyun.openservices.ons.api.order.OrderAction;
import com.aliyun.openservices.ons.api.order.OrderConsumer;
import com.aliyun.openservices.ons.api.order.OrderProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionProducer;
import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.client.deadletter.DeadLetters;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An application in a JVM of its own that uses every kind of client with secrets that begin with {@link #MARK}, does all
 * sorts of things wrong with them, and prints whatever it gets to see. Arguments: name server, topic, group prefix,
 * a server that answers junk with a secret, an address server, a certificate and its encrypted key.
 */
final class SecretsProgram {

    static final String MARK = "SECRET-OF-THIS-TEST";

    private interface Step {
        Object run() throws Exception;
    }

    private SecretsProgram() {
    }

    public static void main(String[] args) throws Exception {
        String topic = args[1];
        CountDownLatch received = new CountDownLatch(3);
        Consumer consumer = ONSFactory.createConsumer(properties(args, "single"));
        consumer.subscribe(topic, "*", (message, context) -> {
            received.countDown();
            return Action.CommitMessage;
        });
        OrderConsumer orderConsumer = ONSFactory.createOrderedConsumer(properties(args, "ordered"));
        orderConsumer.subscribe(topic, "*", (message, context) -> OrderAction.Success);
        BatchConsumer batchConsumer = ONSFactory.createBatchConsumer(properties(args, "batch"));
        batchConsumer.subscribe(topic, "*", (messages, context) -> Action.CommitMessage);
        Producer producer = ONSFactory.createProducer(properties(args, "producer"));
        OrderProducer orderProducer = ONSFactory.createOrderProducer(properties(args, "order"));
        TransactionProducer transactionProducer = ONSFactory.createTransactionProducer(properties(args, "transaction"),
                message -> TransactionStatus.CommitTransaction);
        PullConsumer pullConsumer = ONSFactory.createPullConsumer(properties(args, "pull"));
        List<Admin> clients = List.of(consumer, orderConsumer, batchConsumer, pullConsumer, producer, orderProducer,
                transactionProducer);
        clients.forEach(Admin::start);
        pullConsumer.assign(pullConsumer.topicPartitions(topic));
        producer.send(message(topic));
        orderProducer.send(message(topic), "key");
        transactionProducer.send(message(topic), (message, argument) -> TransactionStatus.CommitTransaction, null);
        show(() -> pullConsumer.poll(1000).size());
        boolean arrived = received.await(60, TimeUnit.SECONDS);

        for (Admin client : clients) {
            show(client::toString);
            show(() -> update(client, "AccessKey", "ak2", "SecretKey", MARK + 2, "SecurityToken", MARK + "T2"));
            show(() -> update(client, "SecretKey", MARK));
            show(() -> update(client, "AccessKey", "ak", "SecurityToken", MARK));
        }
        show(() -> producer.send(message("no-such-topic")));
        show(() -> producer.send(message(topic)));
        Properties wrong = properties(args, "wrong");
        wrong.setProperty("AccessKey", "");
        wrong.setProperty("SendMsgTimeoutMillis", "junk");
        show(() -> ONSFactory.createProducer(wrong));
        Properties role = properties(args, "role");
        role.setProperty("RamRoleName", "role");
        role.setProperty("ramRoleEndpoint", args[3]);
        show(() -> started(ONSFactory.createProducer(role)));
        Properties nowhere = properties(args, "nowhere");
        nowhere.setProperty("NAMESRV_ADDR", "127.0.0.1:9");
        show(() -> sendOnce(topic, nowhere));
        for (String port : List.of(args[3], args[4])) {
            show(() -> sendOnce(topic, with(properties(args, "address"), "NAMESRV_ADDR", "", "ONSAddr",
                    port.replace("http://", "http://user:" + MARK + "@") + "/ns?token=" + MARK)));
        }
        for (String password : List.of(Certificate.PASSWORD, MARK)) {
            show(() -> sendOnce(topic, with(properties(args, "tls"), "tlsEnable", "true", "tlsVerifyServer", "false",
                    "tlsClientCertificate", args[5], "tlsClientKey", args[6], "tlsClientKeyPassword", password)));
        }
        show(() -> {
            try (DeadLetters deadLetters = DeadLetters.open(properties(args, "single"))) {
                return deadLetters + " " + deadLetters.pending().count();
            }
        });
        clients.forEach(Admin::shutdown);
        System.exit(arrived ? 0 : 1);
    }

    private static void show(Step step) {
        try {
            System.out.println(step.run());
        } catch (Exception e) {
            e.printStackTrace(System.out);
        }
    }

    private static Producer started(Producer producer) {
        producer.start();
        return producer;
    }

    private static Object sendOnce(String topic, Properties properties) {
        Producer producer = started(ONSFactory.createProducer(properties));
        try {
            return producer.send(message(topic));
        } finally {
            producer.shutdown();
        }
    }

    private static Object update(Admin client, String... keysAndValues) {
        client.updateCredential(with(new Properties(), keysAndValues));
        return "updated";
    }

    private static Properties with(Properties properties, String... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    private static Properties properties(String[] args, String kind) {
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", args[0]);
        properties.setProperty("GROUP_ID", args[2] + "_" + kind);
        properties.setProperty("AccessKey", "ak");
        properties.setProperty("SecretKey", MARK);
        properties.setProperty("SecurityToken", MARK + "-TOKEN");
        properties.setProperty("MsgTraceSwitch", "true");
        return properties;
    }

    private static Message message(String topic) {
        return new Message(topic, "", (MARK + "-BODY").getBytes());
    }
}
