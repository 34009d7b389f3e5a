package com.aliyun.openservices.ons.api.transaction;

import com.aliyun.openservices.ons.api.Message;

/**
 * Answers the broker when it asks how a local transaction ended: because the answer of the
 * {@link LocalTransactionExecuter} was {@link TransactionStatus#Unknow} or did not reach the broker. Any producer of
 * the group may be asked, also after a restart, so the answer must come from what the application has stored. Called on
 * threads of the client; an implementation must be thread-safe.
 */
public interface LocalTransactionChecker {
    /**
     * Tells how a local transaction ended.
     *
     * @param msg the half message, with the identifier that {@code send} returned
     * @return the outcome; {@link TransactionStatus#Unknow}, {@code null} and any thrown exception or error make the
     *     broker ask again later, by its default 15 times in all before it drops the message
     */
    TransactionStatus check(Message msg);
}
