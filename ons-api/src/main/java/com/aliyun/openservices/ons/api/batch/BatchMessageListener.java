package com.aliyun.openservices.ons.api.batch;

import com.aliyun.openservices.ons.api.Action;
import com.aliyun.openservices.ons.api.ConsumeContext;
import com.aliyun.openservices.ons.api.Message;
import java.util.List;

/**
 * Takes the messages of a {@link BatchConsumer}. Called by several threads of the client at the same time, so an
 * implementation must be thread-safe.
 */
public interface BatchMessageListener {
    /**
     * Handles messages of one topic. May block. One message may be delivered more than once.
     *
     * @param messages at least one message; the list belongs to this call, and changing it has no effect
     * @param context belongs to this call; {@link ConsumeContext#setAcknowledgeIndex(int)} acknowledges a part of the
     *     list
     * @return {@link Action#CommitMessage} when the messages up to the acknowledge index are done, which is all of them
     *     unless it was set; {@link Action#ReconsumeLater}, {@code null} and any thrown exception or error make every
     *     message of the list come back after a delay
     */
    Action consume(List<Message> messages, ConsumeContext context);
}
