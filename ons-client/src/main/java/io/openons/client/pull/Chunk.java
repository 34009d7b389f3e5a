package io.openons.client.pull;

import java.util.List;
import org.apache.rocketmq.common.message.MessageExt;

/** The messages that one pull brought from one queue, for one poll to return. Immutable. */
final class Chunk {

    private final AssignedQueue queue;
    private final List<MessageExt> messages;
    private final long end;
    private final long bytes;

    Chunk(AssignedQueue queue, List<MessageExt> messages, long end) {
        this.queue = queue;
        this.messages = messages;
        this.end = end;
        this.bytes = messages.stream().mapToLong(message -> message.getBody() == null ? 0 : message.getBody().length)
                .sum();
    }

    AssignedQueue queue() {
        return queue;
    }

    List<MessageExt> messages() {
        return messages;
    }

    /** The offset behind its last message. */
    long end() {
        return end;
    }

    long bytes() {
        return bytes;
    }
}
