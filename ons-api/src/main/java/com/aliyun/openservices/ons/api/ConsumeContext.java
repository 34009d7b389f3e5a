package com.aliyun.openservices.ons.api;

/**
 * Goes with the messages that a {@link MessageListener} or a
 * {@link com.aliyun.openservices.ons.api.batch.BatchMessageListener} is given, and takes back which of them are done.
 *
 * <p>One object belongs to one call of a listener. It is not thread-safe.
 */
public class ConsumeContext {
    private int acknowledgeIndex = Integer.MAX_VALUE;

    /** A context that acknowledges every message of the call. */
    public ConsumeContext() {
    }

    /**
     * The position in the list of the last message that is acknowledged when the listener answers
     * {@link Action#CommitMessage}.
     *
     * @return a zero-based index; {@link Integer#MAX_VALUE}, the default, stands for all messages
     */
    public int getAcknowledgeIndex() {
        return acknowledgeIndex;
    }

    /**
     * Sets the position of the last message that is acknowledged. Messages after it are delivered again; -1
     * acknowledges none. Matters to batch listeners that answer {@link Action#CommitMessage}.
     *
     * @param acknowledgeIndex a zero-based index into the list given to the listener; any value is accepted, and one
     *     beyond the end stands for all messages
     */
    public void setAcknowledgeIndex(int acknowledgeIndex) {
        this.acknowledgeIndex = acknowledgeIndex;
    }
}
