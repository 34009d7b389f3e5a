package io.openons.parity;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;

/** An open producer of one kind. */
@FunctionalInterface
interface Sending {

    /** The result, null for one-way sending; an asynchronous failure is thrown as {@link ReportedException}. */
    SendResult send(Message message) throws Exception;
}
