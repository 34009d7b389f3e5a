package io.openons.client.message;

import io.openons.client.endpoint.Namespace;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import io.openons.client.error.Failure;
import java.io.IOException;
import org.apache.rocketmq.common.compression.CompressionType;
import org.apache.rocketmq.common.compression.CompressorFactory;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.sysflag.MessageSysFlag;

/**
 * Bodies that their producers compressed. RocketMQ's own decoding fails a whole pull for one body whose codec is
 * absent, and loses the rest of a pull behind one that is damaged; so it decodes none, and each body is opened here by
 * itself. Pure functions.
 */
public final class CompressedBodies {

    private static final String LZ4_LIBRARY = "at.yawk.lz4:lz4-java";
    private static final String ZSTD_LIBRARY = "com.github.luben:zstd-jni";

    private CompressedBodies() {
    }

    /**
     * Whether a message has its body as the producer compressed it.
     *
     * @param message a received message
     * @return false for a body that was never compressed, or has been opened
     */
    public static boolean closed(MessageExt message) {
        return MessageSysFlag.check(message.getSysFlag(), MessageSysFlag.COMPRESSED_FLAG) && message.getBody() != null;
    }

    /**
     * Decompresses the body of a closed message in place; leaves any other one as it is.
     *
     * @param message a received message
     * @param namespace the namespace of the client's topics
     * @throws CodedClientException when the codec is absent or the body damaged; the message stays closed
     */
    public static void open(MessageExt message, Namespace namespace) {
        if (!closed(message)) {
            return;
        }
        int flags = message.getSysFlag();
        try {
            CompressionType codec = MessageSysFlag.getCompressionType(flags);
            message.setBody(CompressorFactory.getCompressor(codec).decompress(message.getBody()));
            message.setSysFlag(MessageSysFlag.clearCompressedFlag(flags));
        } catch (IOException | RuntimeException | LinkageError | AssertionError e) { // lz4-java throws the last
            throw failure(message, namespace, e);
        }
    }

    private static CodedClientException failure(MessageExt message, Namespace namespace, Throwable cause) {
        String retried = message.getProperty(MessageConst.PROPERTY_RETRY_TOPIC);
        boolean located = message.getBrokerName() != null;
        return Failure.of(ErrorCode.BODY_UNREADABLE, "Cannot read a message: " + reason(message.getSysFlag(), cause))
                .with("topic", namespace.unwrap(retried == null ? message.getTopic() : retried))
                .with("partition", located ? message.getBrokerName() + "#" + message.getQueueId() : null)
                .with("offset", located ? message.getQueueOffset() : null)
                .with("msgId", message.getMsgId())
                .causedBy(cause)
                .toException();
    }

    private static String reason(int flags, Throwable cause) {
        int type = (flags & MessageSysFlag.COMPRESSION_TYPE_COMPARATOR) >> 8;
        if (type > CompressionType.ZLIB.getValue()) {
            return "its body is compressed with codec " + type + ", which this client does not have";
        }
        CompressionType codec = CompressionType.findByValue(type);
        if (cause instanceof Error) {
            return "its body is compressed with " + codec + ", and "
                    + (codec == CompressionType.LZ4 ? LZ4_LIBRARY : ZSTD_LIBRARY)
                    + " is not on the class path or cannot be loaded (" + cause + ")";
        }
        return "its body, compressed with " + codec + ", is damaged (" + cause + ")";
    }
}
