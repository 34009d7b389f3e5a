package com.aliyun.openservices.ons.api.transaction;

import com.aliyun.openservices.ons.api.Message;

/**
 * Runs the local transaction that belongs to a message, on the thread that sends it. The published spelling is kept.
 */
public interface LocalTransactionExecuter {
    /**
     * Runs the local transaction. Called after the broker stored the half message and before consumers see it.
     *
     * @param msg the message given to {@code send}, with its identifier set
     * @param arg the argument given to {@code send}, possibly {@code null}
     * @return how the transaction ended; {@code null} and any thrown exception or error count as
     *     {@link TransactionStatus#Unknow}
     */
    TransactionStatus execute(Message msg, Object arg);
}
