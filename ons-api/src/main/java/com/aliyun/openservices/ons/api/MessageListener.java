package com.aliyun.openservices.ons.api;

/**
 * Takes the messages of a {@link Consumer}. Called by several threads of the client at the same time (see
 * {@link PropertyKeyConst#ConsumeThreadNums}), so an implementation must be thread-safe.
 */
public interface MessageListener {
    /**
     * Handles one message. May block: the thread is meant for it, and the message counts as unfinished until then. One
     * message may be delivered more than once.
     *
     * @param message the message; changing it does not change what a later delivery brings
     * @param context belongs to this call
     * @return {@link Action#CommitMessage} when the message is done; {@link Action#ReconsumeLater}, {@code null} and
     *     any thrown exception or error make it come back after a delay
     */
    Action consume(Message message, ConsumeContext context);
}
