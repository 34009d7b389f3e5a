package com.aliyun.openservices.ons.api.transaction;

import com.aliyun.openservices.ons.api.Admin;
import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.SendResult;

/**
 * Sends messages that consumers see only if a local transaction commits.
 *
 * <p>Made by {@link com.aliyun.openservices.ons.api.ONSFactory#createTransactionProducer(java.util.Properties,
 * LocalTransactionChecker)}. Safe for use by several threads.
 */
public interface TransactionProducer extends Admin {
    @Override
    void start();

    @Override
    void shutdown();

    /**
     * Stores a message that nobody sees yet, runs the local transaction on the calling thread, and tells the broker how
     * it ended. Waits for the broker to store the message, at most
     * {@link com.aliyun.openservices.ons.api.PropertyKeyConst#SendMsgTimeoutMillis} (default 3000 ms), and for the
     * executer, however long it takes.
     *
     * @param message topic and body are needed; body at most 4 MiB (4194304 bytes)
     * @param executer the local transaction; not {@code null}
     * @param arg handed to the executer, possibly {@code null}
     * @return topic and identifier of the message, when the executer answered
     *     {@link TransactionStatus#CommitTransaction} or {@link TransactionStatus#Unknow}, {@code null}, or threw; in
     *     the latter cases the broker will ask the {@link LocalTransactionChecker}
     * @throws com.aliyun.openservices.ons.api.exception.ONSClientException if the executer answered
     *     {@link TransactionStatus#RollbackTransaction}, and if the producer is not running, message or executer is
     *     refused, or the broker did not store the message in time
     */
    SendResult send(Message message, LocalTransactionExecuter executer, Object arg);
}
