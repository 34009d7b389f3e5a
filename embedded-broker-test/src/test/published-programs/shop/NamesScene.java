package shop;

import com.aliyun.openservices.ons.api.ONSFactoryAPI;
import com.aliyun.openservices.ons.api.Producer;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.impl.ONSFactoryImpl;
import com.aliyun.openservices.ons.api.impl.authority.SessionCredentials;
import com.aliyun.openservices.ons.api.impl.rocketmq.ONSChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Names outside the API. */
final class NamesScene {
    private NamesScene() {
    }

    /** A factory that gives its producers a channel. */
    private static final class ShopFactory extends ONSFactoryImpl {
        @Override
        public Producer createProducer(Properties properties) {
            properties.put(PropertyKeyConst.OnsChannel, ONSChannel.CLOUD);
            return super.createProducer(properties);
        }
    }

    static List<String> play(Setup setup) {
        List<String> lines = new ArrayList<>();
        ONSFactoryAPI factory = new ShopFactory();
        Properties properties = setup.properties("plain");
        SessionCredentials credentials = new SessionCredentials();
        credentials.updateContent(properties);
        properties.setProperty(SessionCredentials.AccessKey, credentials.getAccessKey());
        properties.setProperty(SessionCredentials.SecretKey, credentials.getSecretKey());
        lines.add(credentials.equals(new SessionCredentials(credentials)) + " " + credentials.getOnsChannel());
        Producer producer = factory.createProducer(properties);
        producer.start();
        lines.add("" + (producer.send(setup.message("names", "body")).getMessageId() != null));
        producer.shutdown();
        for (ONSChannel channel : ONSChannel.values()) {
            switch (channel) {
                case CLOUD:
                case ALL:
                    lines.add(channel + " " + channel.ordinal());
                    break;
                default:
                    lines.add("the usual " + channel);
            }
        }
        return lines;
    }
}
