package io.openons.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openons.embedded.EmbeddedRocketMq;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.compression.CompressionType;
import org.apache.rocketmq.common.compression.Compressor;
import org.apache.rocketmq.common.message.Message;

/** Apache's producer, which compresses each message as it is told, or says that it did. */
final class CompressingProducer extends DefaultMQProducer implements AutoCloseable {

    private boolean damaging;

    CompressingProducer(EmbeddedRocketMq broker, String group) throws Exception {
        super(group + "_of_the_producer");
        setNamesrvAddr(broker.nameServerAddress());
        setInstanceName(group);
        start();
    }

    /** Sends to the topic's first queue; a null codec for no compression. */
    void send(String topic, String body, CompressionType codec) throws Exception {
        setCompressMsgBodyOverHowmuch(codec == null ? Integer.MAX_VALUE : 0);
        setCompressType(codec == null ? CompressionType.ZLIB : codec);
        send(new Message(topic, body.getBytes(UTF_8)), (queues, message, unused) -> queues.get(0), null);
    }

    void sendDamaged(String topic, CompressionType codec) throws Exception {
        damaging = true;
        send(topic, "damaged", codec);
        damaging = false;
    }

    @Override
    public Compressor getCompressor() {
        Compressor real = super.getCompressor();
        return !damaging ? real : new Compressor() {
            @Override
            public byte[] compress(byte[] body, int level) {
                return "no codec's format".getBytes(UTF_8);
            }

            @Override
            public byte[] decompress(byte[] body) {
                throw new UnsupportedOperationException("a producer only compresses");
            }
        };
    }

    @Override
    public void close() {
        shutdown();
    }
}
