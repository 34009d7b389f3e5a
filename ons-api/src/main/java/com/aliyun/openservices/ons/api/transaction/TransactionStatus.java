package com.aliyun.openservices.ons.api.transaction;

/** How a local transaction ended. */
public enum TransactionStatus {
    /** It committed: consumers see the message. */
    CommitTransaction,

    /** It was rolled back: the message is dropped. */
    RollbackTransaction,

    /** Not known yet: the broker asks a {@link LocalTransactionChecker} later. The published spelling is kept. */
    Unknow
}
