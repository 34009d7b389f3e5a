package io.openons.jvm;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
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
        properties.setProperty("SendMsgTimeoutMillis", "30000"); // the first send of a JVM on a busy machine
        Producer producer = ONSFactory.createProducer(properties);
        producer.start();
        System.out.println(producer.send(new Message(args[1], "tag", "body".getBytes(StandardCharsets.UTF_8)))
                .getMessageId());
        System.out.println(producer.getClass().getName());
        System.out.println(Producer.class.getProtectionDomain().getCodeSource().getLocation());
        producer.shutdown();
    }
}
