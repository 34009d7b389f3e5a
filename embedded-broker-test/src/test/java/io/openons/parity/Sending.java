package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;

/** An open producer of one kind. */
@FunctionalInterface
interface Sending {

    /**
     * Sends, and waits until consumers can find what is stored: a new group that looks before that begins behind it.
     *
     * @return the result, null for one-way sending; an asynchronous failure is thrown as
     *     {@link ReportedException}
     */
    SendResult send(Message message) throws Exception;
}
