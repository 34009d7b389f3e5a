package io.openons.jvm;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Sends one message and prints its id, and where the API came from. Arguments: name server, topic. */
final class SendingProgram {

    private SendingProgram() {
    }

    public static void main(String[] args) {
        Properties properties = new Properties();
        properties.setProperty("NAMESRV_ADDR", args[0]);
        properties.setProperty("GROUP_ID", "GID_jvm");
        properties.setProperty("AccessKey", "ak");
        properties.setProperty("SecretKey", "sk");
        properties.setProperty("SendMsgTimeoutMillis", "30000");
        Producer producer = ONSFactory.createProducer(properties);
        producer.start();
        System.out.println(sent(producer, new Message(args[1], "tag", "body".getBytes(StandardCharsets.UTF_8))));
        System.out.println(producer.getClass().getName());
        System.out.println(Producer.class.getProtectionDomain().getCodeSource().getLocation());
        producer.shutdown();
    }

    /** On a busy machine a name server may answer the first question of a JVM too late. Nothing is sent then. */
    private static String sent(Producer producer, Message message) {
        for (int late = 0; late < 5; late++) {
            try {
                return producer.send(message).getMessageId();
            } catch (ONSClientException e) {
                e.printStackTrace();
            }
        }
        return producer.send(message).getMessageId();
    }
}
