package io.openons.client.rocketmq;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RemotingSerializable;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;

/**
 * Has a second thread load what a JVM's first client needs, since most of a first start is the loading of classes: JSON
 * on the caller's thread, network and signatures beside it. Both are apart and the caller waits for the second one, so
 * that no two threads initialize classes that need each other.
 */
final class Preloading {

    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final byte[] ROUTE = ("{\"brokerDatas\":[{\"brokerAddrs\":{0:\"\"},\"brokerName\":\"\","
            + "\"cluster\":\"\"}],\"filterServerTable\":{},\"queueDatas\":[{\"brokerName\":\"\",\"perm\":6,"
            + "\"readQueueNums\":1,\"topicSysFlag\":0,\"writeQueueNums\":1}]}").getBytes(StandardCharsets.UTF_8);

    private Preloading() {
    }

    /** Loads what is not loaded yet; does nothing after the first call. */
    static void once() {
        if (!BEGUN.compareAndSet(false, true)) {
            return;
        }
        Thread second = new Thread(() -> quietly(Preloading::network), "ons-preloading");
        second.setDaemon(true);
        second.start();
        quietly(Preloading::json);
        try {
            second.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever is missing or broken here, the start itself comes upon and tells. */
    private static void quietly(Runnable loading) {
        try {
            loading.run();
        } catch (RuntimeException | LinkageError e) {
            // As above.
        }
    }

    static void json() {
        RemotingSerializable.decode(ROUTE, TopicRouteData.class);
        new HeartbeatData().encode();
        RemotingCommand.createRequestCommand(RequestCode.HEART_BEAT, null).encode();
    }

    static void network() {
        new NioSocketChannel().unsafe().closeForcibly();
        initialize(NioEventLoopGroup.class, DefaultEventExecutorGroup.class, IdleStateHandler.class,
                LengthFieldBasedFrameDecoder.class);
        try {
            Mac.getInstance(RequestSigner.ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void initialize(Class<?>... types) {
        for (Class<?> type : types) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e); // the class is here
            }
        }
    }
}
