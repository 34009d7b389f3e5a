package shop;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.MessageAccessor;
import com.aliyun.openservices.ons.api.ONSUnitUtils;
import com.aliyun.openservices.ons.api.ShopMessageAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** System properties, through a class of ours in the published package and through the published one. */
final class SamePackageScene {
    private SamePackageScene() {
    }

    static List<String> play(Setup setup) {
        List<String> lines = new ArrayList<>();
        Message message = setup.message("same", "body");
        ShopMessageAccessor.put(message, Message.SystemPropKey.SHARDINGKEY, "customer");
        lines.add(message.getShardingKey() + " " + ShopMessageAccessor.get(message, "__SHARDINGKEY"));
        MessageAccessor.putSystemProperties(message, Message.SystemPropKey.MSGID, "id");
        lines.add(message.getMsgID() + " " + ShopMessageAccessor.all(message).size());
        Properties other = new Properties();
        other.setProperty(Message.SystemPropKey.TAG, "other");
        ShopMessageAccessor.replace(message, other);
        lines.add(message.getTag() + " " + message.getMsgID() + " " + MessageAccessor.getSystemProperties(message));
        ONSUnitUtils.setUnitProperties(message, "type", "unit", "key");
        lines.add(ONSUnitUtils.getUnitType(message) + " " + ONSUnitUtils.getUnitKey(message));
        return lines;
    }
}
