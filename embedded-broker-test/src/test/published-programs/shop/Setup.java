package shop;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Where the scenes play. Each has a tag and a group of its own. */
final class Setup {
    final String topic;
    private final String nameServer;
    private final String group;

    Setup(String nameServer, String topic, String group) {
        this.nameServer = nameServer;
        this.topic = topic;
        this.group = group;
    }

    /** The constants are in the class file by their values. */
    Properties properties(String scene) {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, nameServer);
        properties.setProperty(PropertyKeyConst.GROUP_ID, group + "_" + scene);
        properties.setProperty(PropertyKeyConst.AccessKey, "ak");
        properties.setProperty(PropertyKeyConst.SecretKey, "sk");
        properties.put(PropertyKeyConst.SendMsgTimeoutMillis, 30_000);
        return properties;
    }

    Message message(String scene, String body) {
        Message message = new Message(topic, scene, "key-" + body, body.getBytes(StandardCharsets.UTF_8));
        message.putUserProperties("colour", "red");
        return message;
    }

    static String body(Message message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }
}
