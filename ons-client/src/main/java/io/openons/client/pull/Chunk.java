package io.openons.client.pull;

import io.openons.client.message.CompressedBodies;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.common.message.MessageExt;

/** Messages that one pull brought from one queue, for one poll to return. Immutable. */
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

    /**
     * What a pull brought, as one chunk; but a message whose body could not be opened is a chunk of its own, so that
     * only the poll which comes to it fails. Its end is its own offset: until messages behind it are polled, the
     * position stays, and who starts again with the missing codec finds it there.
     *
     * @param next the offset to go on at
     */
    static List<Chunk> of(AssignedQueue queue, List<MessageExt> messages, long next) {
        List<Chunk> chunks = new ArrayList<>(1);
        int begin = 0;
        for (int i = 0; i < messages.size(); i++) {
            if (CompressedBodies.closed(messages.get(i))) {
                long offset = messages.get(i).getQueueOffset();
                add(chunks, queue, messages.subList(begin, i), offset);
                add(chunks, queue, messages.subList(i, i + 1), offset);
                begin = i + 1;
            }
        }
        add(chunks, queue, messages.subList(begin, messages.size()), next);
        return chunks;
    }

    private static void add(List<Chunk> chunks, AssignedQueue queue, List<MessageExt> messages, long end) {
        if (!messages.isEmpty()) {
            chunks.add(new Chunk(queue, messages, end));
        }
    }

    AssignedQueue queue() {
        return queue;
    }

    List<MessageExt> messages() {
        return messages;
    }

    /** The position that the queue has come to with it: behind its last message, unless that could not be opened. */
    long end() {
        return end;
    }

    long bytes() {
        return bytes;
    }
}
