package shop;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Properties;
import java.util.TreeMap;

/** Java serialisation. Arguments: {@code write} or {@code read}, a file. Reading prints everything. */
public final class Letters {
    private Letters() {
    }

    public static void main(String[] args) throws Exception {
        Path file = Paths.get(args[1]);
        if ("write".equals(args[0])) {
            write(file);
        } else {
            read(file);
        }
    }

    private static void write(Path file) throws IOException {
        Message message = new Message("topic", "tag", "key", new byte[] {1, 2, 3});
        message.putUserProperties("colour", "red");
        message.setMsgID("id");
        message.setShardingKey("customer");
        message.setReconsumeTimes(3);
        message.setBornTimestamp(4);
        message.setBornHost("/10.0.0.1:5");
        message.setStartDeliverTime(6);
        MessageAccessor.putSystemProperties(message, Message.SystemPropKey.CONSUMEOFFSET, "7");
        MessageAccessor.putSystemProperties(message, Message.SystemPropKey.PARTITION, "broker-a#1");
        Throwable refused;
        try {
            ONSFactory.createProducer(new Properties());
            throw new IllegalStateException("not refused");
        } catch (ONSClientException e) {
            refused = e;
        }
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(message);
            out.writeObject(new Message());
            out.writeObject(new ONSClientException("text", new IllegalStateException("cause")));
            out.writeObject(refused);
        }
    }

    private static void read(Path file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            Message message = (Message) in.readObject();
            System.out.println(message.getTopic() + " " + message.getTag() + " " + message.getKey() + " "
                + message.getBody().length + " " + message.getBody()[2]);
            System.out.println(message.getMsgID() + " " + message.getShardingKey() + " " + message.getReconsumeTimes()
                + " " + message.getBornTimestamp() + " " + message.getBornHost() + " "
                + message.getStartDeliverTime() + " " + message.getOffset() + " "
                + message.getTopicPartition().getPartition());
            System.out.println(message.getUserProperties() + " "
                + new TreeMap<>(MessageAccessor.getSystemProperties(message)).keySet());
            Message empty = (Message) in.readObject();
            System.out.println(empty.getTopic() + " " + (empty.getBody() == null) + " " + empty.getReconsumeTimes());
            System.out.println(in.readObject().toString());
            ONSClientException refused = (ONSClientException) in.readObject();
            System.out.println("refused " + (refused.getStackTrace().length > 0));
        }
    }
}
