package io.openons.client.error;

/**
 * Every failure the client reports, once, with a stable id and what to do about it. The id appears at the end of each
 * exception text and never changes its meaning; new failures get new ids. 1xxx: configuration, 2xxx: life cycle,
 * 3xxx: sending over the network, 4xxx: messages, 5xxx: subscriptions, 6xxx: pulling,
 * 7xxx: dead letters.
 */
public enum ErrorCode {
    /** One or more properties given to {@code ONSFactory} are missing or cannot be used. */
    CONFIGURATION_INVALID("ONS-1001", "Correct the properties named here."),
    /** New credentials handed to {@code updateCredential} are incomplete. */
    CREDENTIALS_INVALID("ONS-1003", "Pass both AccessKey and SecretKey."),
    /** The metadata service hands out no keys for the role. */
    CREDENTIALS_UNAVAILABLE("ONS-1004",
            "Check RamRoleName, that this machine has the role, and that its metadata service is reachable from here."),

    /** The client was used before {@code start()}. */
    NOT_STARTED("ONS-2001", "Call start() first."),
    /** The client was used after {@code shutdown()}; a client starts at most once. */
    ALREADY_SHUT_DOWN("ONS-2002", "Create a new client with ONSFactory."),
    /** {@code start()} failed; the cause says why. */
    START_FAILED("ONS-2003", "Remove the cause and create a new client with ONSFactory."),

    /** The name servers answered, and none knows the topic. */
    NO_ROUTE("ONS-3001", "Check that the topic exists on this cluster and that INSTANCE_ID (namespace) is right."),
    /** No name server could be reached. */
    NAME_SERVER_UNREACHABLE("ONS-3002",
            "Check NAMESRV_ADDR, the network and, for a cluster that demands TLS, tlsEnable; requests succeed again "
                    + "as soon as a name server answers."),
    /** The route names a broker to which no connection could be opened. */
    CONNECT_FAILED("ONS-3003", "Check that the broker runs and that the address it advertises is reachable from here."),
    /** No answer within the send timeout; the message may have been stored all the same. */
    SEND_TIMEOUT("ONS-3004",
            "The message may or may not be stored: make consumers idempotent before sending it again, or raise "
                    + "SendMsgTimeoutMillis."),
    /** The broker is overloaded or does not accept writes now. */
    BROKER_BUSY("ONS-3005", "Send again later with back-off."),
    /** The broker refused the credentials or the operation. */
    NO_PERMISSION("ONS-3006", "Check AccessKey and SecretKey and the permissions of this user on the topic and group."),
    /** The broker answered with an error that has no code of its own here. */
    BROKER_REFUSED("ONS-3007", "The broker's own words are in the text and in the cause."),
    /** The sending thread was interrupted; its interrupt flag is set again. */
    INTERRUPTED("ONS-3008", "The message may or may not be stored."),
    /** The namespace does not have the topic, but the cluster has one of this name outside of it. */
    WRONG_NAMESPACE("ONS-3009",
            "Correct INSTANCE_ID, or leave it out (and use an endpoint without MQ_INST_) when the instance has no "
                    + "namespace."),
    /** The broker does not know the access key, or the signature is not that of the secret key. */
    AUTHENTICATION_FAILED("ONS-3010", "Check AccessKey, SecretKey and, for temporary keys, SecurityToken."),
    /** More asynchronous sends are waiting than the client holds. */
    TOO_MANY_SENDS("ONS-3011", "Send more slowly: wait for callbacks before sending more."),
    /** The producer was shut down while an asynchronous send was under way. */
    CUT_OFF("ONS-3012", "The message may or may not be stored; wait for the callbacks before shutdown()."),
    /** The broker stored a half message less safely than it is configured to, so the transaction was rolled back. */
    HALF_MESSAGE_UNSAFE("ONS-3013", "Nothing is delivered; send again when the broker's disk and replicas keep up."),
    /** The local transaction answered RollbackTransaction. */
    TRANSACTION_ROLLED_BACK("ONS-3014", "The message was rolled back, as the executer asked, and is never delivered."),
    /** No name server is known, since the address server has not answered yet. */
    ADDRESS_SERVER_UNREACHABLE("ONS-3015",
            "Check ONSAddr and what the log says about it; sending works as soon as the address server answers."),
    /** A server and the client could not agree on a TLS connection, or the client's TLS settings cannot be used. */
    TLS_FAILED("ONS-3016",
            "Check that the server speaks TLS on this port, that tlsTrustCertificate names the authority of its "
                    + "certificate and, where it asks for one, tlsClientCertificate and tlsClientKey."),
    /** Anything else that went wrong while sending. */
    SEND_FAILED("ONS-3099", "See the cause."),

    /** The message, its body or its topic is missing. */
    MESSAGE_INVALID("ONS-4001", "Give the message a topic and a body of at least one byte."),
    /** The message is larger than a broker accepts. */
    MESSAGE_TOO_LARGE("ONS-4002", "Split the payload or store it elsewhere and send a reference."),
    /** The topic name cannot exist on a broker or must not be written by applications. */
    TOPIC_ILLEGAL("ONS-4003", "Use 1 to 127 characters of A-Z a-z 0-9 - _ (and % or |)."),
    /** A broker of the topic cannot deliver at a given time. */
    DELIVERY_TIME_UNSUPPORTED("ONS-4004",
            "Use brokers of version 5 with timerWheelEnable=true, or set the property delayLevelFallback to round the "
                    + "time up to the brokers' delay levels."),
    /** The delivery time is further ahead than a broker of the topic allows. */
    DELIVERY_TIME_TOO_FAR("ONS-4005",
            "Choose an earlier time, or raise the brokers' limit: timerMaxDelaySec in version 5, messageDelayLevel "
                    + "in version 4."),
    /** An ordered message has no sharding key. */
    SHARDING_KEY_BLANK("ONS-4006", "Pass a sharding key, or set the property shardingKey for all messages."),
    /** A ProducerInterceptor answered false. */
    REFUSED_BY_INTERCEPTOR("ONS-4007", "Look at the interceptors registered on the class path."),
    /** A transactional message was sent without executer, or its producer created without checker. */
    TRANSACTION_INCOMPLETE("ONS-4008", "Pass both a LocalTransactionChecker and a LocalTransactionExecuter."),
    /** The body of a received message is damaged, or compressed with a codec that the application left out. */
    BODY_UNREADABLE("ONS-4009",
            "Add the library named here to the class path; a damaged body can only be sent again by its producer."),

    /** A subscription lacks its topic or listener. */
    SUBSCRIPTION_INVALID("ONS-5001", "Pass a topic and a listener."),
    /** The filter expression of a subscription cannot be used. */
    EXPRESSION_INVALID("ONS-5002", "Use tags like \"a || b\", \"*\" for all, or SQL92 through MessageSelector.bySql."),

    /** An argument of a {@code PullConsumer}'s method is missing or cannot be used. */
    PULL_ARGUMENT_INVALID("ONS-6001", "Pass partitions that topicPartitions(topic) returned, and no negative timeout."),
    /** The position of a partition can be moved only while it is assigned. */
    PARTITION_NOT_ASSIGNED("ONS-6002", "Pass the partition to assign first."),
    /** The partition holds no such offset. */
    OFFSET_OUT_OF_RANGE("ONS-6003", "Choose an offset of the range, or use seekToBeginning or seekToEnd."),
    /** No answer to a question about partitions or positions in time; nothing is known about its outcome. */
    REQUEST_TIMEOUT("ONS-6004", "Ask again; a commit may have taken effect, and can be repeated safely."),
    /** Anything else that went wrong with a question about partitions or positions. */
    REQUEST_FAILED("ONS-6005", "See the cause."),

    /** The brokers do not let the group's dead letters be read. */
    DEAD_LETTERS_UNREADABLE("ONS-7001",
            "Older brokers create the topic for writing only: give it the permission to be read, for example with "
                    + "mqadmin updateTopicPerm -p 6."),
    /** Re-sending stopped at a dead letter; those before it are re-sent. */
    RESEND_STOPPED("ONS-7002", "Remove the cause and go on from the dead letter named here.");

    private final String id;
    private final String advice;

    ErrorCode(String id, String advice) {
        this.id = id;
        this.advice = advice;
    }

    /**
     * The stable id, for example {@code ONS-3001}.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * What the reader of the error can do, as one or more sentences.
     *
     * @return the advice
     */
    public String advice() {
        return advice;
    }
}
