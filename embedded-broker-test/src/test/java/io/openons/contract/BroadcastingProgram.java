package io.openons.contract;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.PropertyKeyConst;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * A broadcasting consumer in a JVM of its own: prints what it receives, a line for each message, and shuts down when its
 * input ends.
 */
final class BroadcastingProgram {

    private BroadcastingProgram() {
    }

    /** Arguments: name server, topic, group, ReceiverKind, InstanceName or nothing, what the listener answers. */
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.setProperty(PropertyKeyConst.NAMESRV_ADDR, args[0]);
        properties.setProperty(PropertyKeyConst.GROUP_ID, args[2]);
        properties.setProperty(PropertyKeyConst.MessageModel, "BROADCASTING");
        properties.setProperty(PropertyKeyConst.InstanceName, args[4]);
        Action answer = Action.valueOf(args[5]);
        Receiver receiver = ReceiverKind.valueOf(args[3]).create(new Clients(), properties);
        receiver.subscribe(args[1], "*", new Inbox(message -> {
            System.out.println(new String(message.getBody(), StandardCharsets.UTF_8));
            return answer;
        })).start();
        System.out.println("started");
        while (System.in.read() >= 0) {
            // Until the test closes it.
        }
        receiver.shutdown();
    }
}
