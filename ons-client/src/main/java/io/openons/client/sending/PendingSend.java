package io.openons.client.sending;

import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.common.message.Message;

/** A send without outcome yet, whose message may share a request with others. Its outcome is told to it. */
interface PendingSend extends SendCallback {

    /** The message as it is sent. */
    Message message();

    /** The end of the send timeout, as {@link System#nanoTime()} will tell it. */
    long deadlineNanos();

    /** Sends the message in a request of its own, after one that it shared was refused. */
    void sendAlone();

    /** Ends the send because the producer is closed. */
    void cutOff();
}
