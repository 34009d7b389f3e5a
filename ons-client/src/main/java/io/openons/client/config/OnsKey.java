package io.openons.client.config;

import static io.openons.client.config.ClientKind.BATCH_CONSUMER;
import static io.openons.client.config.ClientKind.CONSUMER;
import static io.openons.client.config.ClientKind.DEAD_LETTER_READER;
import static io.openons.client.config.ClientKind.ORDER_CONSUMER;
import static io.openons.client.config.ClientKind.ORDER_PRODUCER;
import static io.openons.client.config.ClientKind.PRODUCER;
import static io.openons.client.config.ClientKind.PULL_CONSUMER;
import static io.openons.client.config.ClientKind.TRANSACTION_PRODUCER;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.aliyun.openservices.ons.api.PropertyValueConst;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Every key that is read from an application's properties, and the kinds of client that read it: for another kind it
 * counts as not set. {@link KeyForm} says what its values may be, {@link NumberKey} the same of whole numbers.
 * docs/configuration.md is made from these three and from what {@link PropertyKeyConst} says of a key; a comment here
 * says how the published client differs.
 */
public enum OnsKey {
    // Connecting
    /** Junk is noticed at the first send; only `;` separates. */
    NAMESRV_ADDR(PropertyKeyConst.NAMESRV_ADDR, KeyForm.TEXT, everyKind()),
    /** Asked when the client is created, which fails without an answer. */
    ONS_ADDR(PropertyKeyConst.ONSAddr, KeyForm.TEXT, everyKind()),
    /** Fixed. */
    ADDRESS_SERVER_POLL_SECONDS(PropertyKeyConst.AddressServerPollSeconds, KeyForm.NUMBER, everyKind()),
    /** Illegal characters are refused by `start()`. */
    INSTANCE_ID(PropertyKeyConst.INSTANCE_ID, KeyForm.TEXT, everyKind()),
    /** Known from versions after 1.8 on. */
    NAMESPACE(PropertyKeyConst.Namespace, KeyForm.TEXT, everyKind()),
    /** The same. */
    // A reader of dead letters stands beside the group's clients: with their name it would join their connections.
    INSTANCE_NAME(PropertyKeyConst.InstanceName, KeyForm.TEXT, allBut(DEAD_LETTER_READER)),
    /** Other words end in an IllegalArgumentException. */
    ONS_CHANNEL(PropertyKeyConst.OnsChannel, KeyForm.word("ALIYUN", "ALIYUN", "CLOUD", "ALL"), everyKind()),
    /** The same, without the warning. */
    VIP_CHANNEL(PropertyKeyConst.isVipChannelEnabled, KeyForm.flag(false), everyKind()),

    // Groups
    /** Up to 255 characters, dots too. Here a producer's group with those is changed to a similar one, with a WARN. */
    GROUP_ID(PropertyKeyConst.GROUP_ID, KeyForm.TEXT, everyKind()),
    /** The same. */
    PRODUCER_ID(PropertyKeyConst.ProducerId, KeyForm.TEXT, producers()),
    /** The same. */
    CONSUMER_ID(PropertyKeyConst.ConsumerId, KeyForm.TEXT,
            EnumSet.of(CONSUMER, ORDER_CONSUMER, BATCH_CONSUMER, DEAD_LETTER_READER)),

    // Credentials
    /** Demanded, also for brokers that need none. */
    ACCESS_KEY(PropertyKeyConst.AccessKey, KeyForm.TEXT, everyKind()),
    /** Demanded, also for brokers that need none. */
    SECRET_KEY(PropertyKeyConst.SecretKey, KeyForm.TEXT, everyKind()),
    /** Accepted; an effect on Apache brokers was not seen. */
    SECURITY_TOKEN(PropertyKeyConst.SecurityToken, KeyForm.TEXT, everyKind()),
    /** The same. */
    RAM_ROLE_NAME(PropertyKeyConst.RAM_ROLE_NAME, KeyForm.TEXT, everyKind()),
    /** Fixed. */
    RAM_ROLE_ENDPOINT(PropertyKeyConst.RamRoleEndpoint, KeyForm.TEXT, everyKind()),

    // TLS
    /** Only the system property `tls.enable`, here as there for the whole JVM. */
    TLS_ENABLE(PropertyKeyConst.TlsEnable, KeyForm.STRICT_FLAG, everyKind()),
    /** Not there. */
    TLS_TRUST_CERTIFICATE(PropertyKeyConst.TlsTrustCertificate, KeyForm.TEXT, everyKind()),
    /** Not there. */
    TLS_CLIENT_CERTIFICATE(PropertyKeyConst.TlsClientCertificate, KeyForm.TEXT, everyKind()),
    /** Not there. */
    TLS_CLIENT_KEY(PropertyKeyConst.TlsClientKey, KeyForm.TEXT, everyKind()),
    /** Not there. */
    TLS_CLIENT_KEY_PASSWORD(PropertyKeyConst.TlsClientKeyPassword, KeyForm.TEXT, everyKind()),
    /** Not there. */
    TLS_VERIFY_SERVER(PropertyKeyConst.TlsVerifyServer, KeyForm.STRICT_FLAG, everyKind()),

    // Sending
    /** TP ignores it; 0 and less are accepted, then 3000 ms or a failure of each ordered send. */
    SEND_MSG_TIMEOUT_MILLIS(PropertyKeyConst.SendMsgTimeoutMillis, KeyForm.NUMBER,
            EnumSet.of(PRODUCER, ORDER_PRODUCER, TRANSACTION_PRODUCER, DEAD_LETTER_READER)),
    /** Documented, not among its constants. */
    SHARDING_KEY(PropertyKeyConst.ShardingKey, KeyForm.TEXT, EnumSet.of(ORDER_PRODUCER)),
    /** No effect on Apache brokers. */
    CHECK_IMMUNITY_TIME_IN_SECONDS(PropertyKeyConst.CheckImmunityTimeInSeconds, KeyForm.NUMBER,
            EnumSet.of(TRANSACTION_PRODUCER)),
    /** Not there: Apache brokers deliver each message at once. */
    DELAY_LEVEL_FALLBACK(PropertyKeyConst.DelayLevelFallback, KeyForm.TEXT, producers()),
    /** Not there. */
    AUTO_BATCH(PropertyKeyConst.AutoBatch, KeyForm.flag(false), EnumSet.of(PRODUCER)),

    // Receiving
    /** Other words end in an IllegalArgumentException. OC ignores it; here it warns of all but CLUSTERING. */
    MESSAGE_MODEL(PropertyKeyConst.MessageModel, KeyForm.word(PropertyValueConst.CLUSTERING,
            PropertyValueConst.CLUSTERING, PropertyValueConst.BROADCASTING), consumers()),
    /** 20 by default; PC starts as many threads. Here PC checks the value and needs no threads. */
    CONSUME_THREAD_NUMS(PropertyKeyConst.ConsumeThreadNums, KeyForm.NUMBER, consumers()),
    /** Ignores silently what is no number. Below -1, the first failure makes a dead letter. */
    MAX_RECONSUME_TIMES(PropertyKeyConst.MaxReconsumeTimes, KeyForm.NUMBER, pushConsumers()),
    /** 1000 by default. */
    SUSPEND_TIME_MILLIS(PropertyKeyConst.SuspendTimeMillis, KeyForm.NUMBER, EnumSet.of(ORDER_CONSUMER)),
    /** 0 and less fail at start. */
    CONSUME_TIMEOUT(PropertyKeyConst.ConsumeTimeout, KeyForm.NUMBER, pushConsumers()),
    /** Clamps silently; no number ends in a NumberFormatException. */
    CONSUME_MESSAGE_BATCH_MAX_SIZE(PropertyKeyConst.ConsumeMessageBatchMaxSize, KeyForm.NUMBER,
            EnumSet.of(BATCH_CONSUMER)),
    /** Ignores silently what cannot be used. */
    BATCH_CONSUME_MAX_AWAIT(PropertyKeyConst.BatchConsumeMaxAwaitDurationInSeconds, KeyForm.NUMBER,
            EnumSet.of(BATCH_CONSUMER)),
    /** Clamps silently. */
    MAX_CACHED_MESSAGE_AMOUNT(PropertyKeyConst.MaxCachedMessageAmount, KeyForm.NUMBER, consumers()),
    /** Clamps silently. */
    MAX_CACHED_MESSAGE_SIZE_IN_MIB(PropertyKeyConst.MaxCachedMessageSizeInMiB, KeyForm.NUMBER, consumers()),
    /** Numbers out of range fail at start, those of PC never. */
    MAX_BATCH_MESSAGE_COUNT(PropertyKeyConst.MAX_BATCH_MESSAGE_COUNT, KeyForm.NUMBER, consumers()),
    /** OC ignores it. */
    POST_SUBSCRIPTION_WHEN_PULL(PropertyKeyConst.PostSubscriptionWhenPull, KeyForm.flag(false), pushConsumers()),
    /** Also has a strategy of its own, `AVG_BY_HEURISTIC`; any other word is ignored silently. */
    ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME(PropertyKeyConst.ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME,
            KeyForm.knownWord("AVG", "AVG", PropertyValueConst.ALLOCATE_MESSAGE_QUEUE_CIRCLE), pushConsumers()),
    /** The same, as a string only. */
    AUTO_COMMIT(PropertyKeyConst.AUTO_COMMIT, KeyForm.flag(true), EnumSet.of(PULL_CONSUMER)),
    /** Clamps silently; no number ends in a NumberFormatException. */
    AUTO_COMMIT_INTERVAL_MILLIS(PropertyKeyConst.AUTO_COMMIT_INTERVAL_MILLIS, KeyForm.NUMBER,
            EnumSet.of(PULL_CONSUMER)),
    /** No use there, nor here, where only the value is checked: each poll has a timeout of its own. */
    POLL_TIMEOUT_MILLIS(PropertyKeyConst.POLL_TIMEOUT_MILLIS, KeyForm.NUMBER, EnumSet.of(PULL_CONSUMER)),

    // Trace and more
    /** Never writes a trace to Apache brokers. PC and DLR accept it with a warning, without effect. */
    MSG_TRACE_SWITCH(PropertyKeyConst.MsgTraceSwitch, KeyForm.flag(false), everyKind()),
    /** Marks messages and does no more; here `true` only warns. */
    EXACTLY_ONCE_DELIVERY(PropertyKeyConst.EXACTLYONCE_DELIVERY, KeyForm.flag(false), everyKind()),

    // Accepted and not read
    /** Accepted without a visible effect. */
    MQ_TYPE(PropertyKeyConst.MQType, KeyForm.TEXT, noKind()),
    /** Accepted without a visible effect. */
    MSG_TRACE_SELECT_QUEUE_ENABLE(PropertyKeyConst.MsgTraceSelectQueueEnable, KeyForm.flag(true), noKind()),
    /** Accepted without a visible effect. */
    EXACTLY_ONCE_RM_REFRESH_INTERVAL(PropertyKeyConst.EXACTLYONCE_RM_REFRESHINTERVAL, KeyForm.TEXT, noKind()),
    /** Accepted by OC. */
    ENABLE_ORDERLY_CONSUME_ACCELERATOR(PropertyKeyConst.ENABLE_ORDERLY_CONSUME_ACCELERATOR, KeyForm.flag(false),
            noKind());

    private final String key;
    private final KeyForm form;
    private final Set<ClientKind> readers;

    OnsKey(String key, KeyForm form, EnumSet<ClientKind> readers) {
        this.key = key;
        this.form = form;
        this.readers = Collections.unmodifiableSet(readers);
    }

    private static EnumSet<ClientKind> everyKind() {
        return EnumSet.allOf(ClientKind.class);
    }

    private static EnumSet<ClientKind> noKind() {
        return EnumSet.noneOf(ClientKind.class);
    }

    private static EnumSet<ClientKind> allBut(ClientKind kind) {
        return EnumSet.complementOf(EnumSet.of(kind));
    }

    private static EnumSet<ClientKind> producers() {
        return EnumSet.of(PRODUCER, ORDER_PRODUCER, TRANSACTION_PRODUCER);
    }

    private static EnumSet<ClientKind> pushConsumers() {
        return EnumSet.of(CONSUMER, ORDER_CONSUMER, BATCH_CONSUMER);
    }

    private static EnumSet<ClientKind> consumers() {
        return EnumSet.of(CONSUMER, ORDER_CONSUMER, BATCH_CONSUMER, PULL_CONSUMER);
    }

    /**
     * The name in the properties.
     *
     * @return the name, in exactly these letters
     */
    @Override
    public String toString() {
        return key;
    }

    KeyForm form() {
        return form;
    }

    Set<ClientKind> readers() {
        return readers;
    }
}
