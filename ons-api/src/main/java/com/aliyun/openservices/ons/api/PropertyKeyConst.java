package com.aliyun.openservices.ons.api;

/**
 * The keys of the {@link java.util.Properties} from which {@link ONSFactory} creates clients.
 *
 * <p>Values are text; a value of another type counts as its {@code toString()}. Keys that a client kind does not
 * honour, and keys that are not listed here, are ignored. A value that cannot be read as its type, or is out of its
 * range, is either refused with an {@link com.aliyun.openservices.ons.api.exception.ONSClientException} or, where the
 * published client accepted it, replaced as told below with one warning in the log.
 *
 * <p>For each key: what it does, then type and unit, default, range, and which kinds honour it. The kinds are <b>P</b>
 * {@link Producer}, <b>OP</b> {@link com.aliyun.openservices.ons.api.order.OrderProducer}, <b>TP</b>
 * {@link com.aliyun.openservices.ons.api.transaction.TransactionProducer}, <b>C</b> {@link Consumer}, <b>OC</b>
 * {@link com.aliyun.openservices.ons.api.order.OrderConsumer}, <b>BC</b>
 * {@link com.aliyun.openservices.ons.api.batch.BatchConsumer} and <b>PC</b> {@link PullConsumer}. Defaults are those of
 * the developer guide where it names one, and of the published client otherwise.
 */
public class PropertyKeyConst {
    /**
     * How the consumers of a group divide the messages: {@link PropertyValueConst#CLUSTERING} shares them,
     * {@link PropertyValueConst#BROADCASTING} gives every consumer all of them, without retries and with positions kept
     * on the consumer's side.
     *
     * <p>Type: text. Default: {@code CLUSTERING}. Range: {@code CLUSTERING} or {@code BROADCASTING}, in upper case.
     * Honoured by: C, BC, PC; an OC is always CLUSTERING, as published.
     */
    public static final String MessageModel = "MessageModel";

    /**
     * The old name of {@link #GROUP_ID} for producers. {@link #GROUP_ID} wins where both are set.
     *
     * <p>Type: text. Default: none. Range: as {@link #GROUP_ID}. Honoured by: P, OP, TP.
     */
    public static final String ProducerId = "ProducerId";

    /**
     * The old name of {@link #GROUP_ID} for consumers. {@link #GROUP_ID} wins where both are set.
     *
     * <p>Type: text. Default: none. Range: as {@link #GROUP_ID}. Honoured by: C, OC, BC.
     */
    public static final String ConsumerId = "ConsumerId";

    /**
     * The group of the client. Consumers of one group share the messages and must have equal subscriptions; producers
     * of one group answer for each other's transactions.
     *
     * <p>Type: text. Default: none: needed by consumers, optional for producers. Range: 1 to 120 characters, namespace
     * included, of letters, digits and {@code % | _ -}, other than {@code DEFAULT_PRODUCER} of a
     * producer and {@code DEFAULT_CONSUMER} of a consumer: the limits of RocketMQ 5 (the published client also let dots
     * and 255 characters pass).
     * Honoured by: all.
     */
    public static final String GROUP_ID = "GROUP_ID";

    /**
     * The name of the key that signs every request. Without this and {@link #SecretKey} requests go unsigned, for
     * brokers without access control; unless there is a properties file with these names at the path that the system
     * property rocketmq.client.keyFile names, else in the file onskey of the home folder.
     *
     * <p>Type: text. Default: none. Range: set together with {@link #SecretKey} or not at all. Honoured by: all.
     */
    public static final String AccessKey = "AccessKey";

    /**
     * The secret of the key that signs every request. It never appears in a log or an error.
     *
     * <p>Type: text. Default: none. Range: set together with {@link #AccessKey} or not at all. Honoured by: all.
     */
    public static final String SecretKey = "SecretKey";

    /**
     * The token that belongs to temporary keys (STS). {@link Admin#updateCredential(java.util.Properties)} replaces
     * keys and token before they expire.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: all.
     */
    public static final String SecurityToken = "SecurityToken";

    /**
     * The name of the role of the cloud machine on which the client runs, from which temporary keys are taken in place
     * of {@link #AccessKey} and {@link #SecretKey}, also when these are set. Keys are refreshed long before they expire.
     *
     * <p>Type: text. Default: none. Range: characters of A-Z a-z 0-9 - _ and dots. Honoured by: all.
     */
    public static final String RAM_ROLE_NAME = "RamRoleName";

    /**
     * How long sending may take in all, retries included. After a timeout the message may have been stored all the
     * same, more than once too.
     *
     * <p>Type: whole number of milliseconds. Default: 5000 for P, 3000 for OP and TP. Range: 1 or more. Honoured by: P,
     * OP, TP (the published TP ignores it).
     */
    public static final String SendMsgTimeoutMillis = "SendMsgTimeoutMillis";

    /**
     * The URL of an address server, which is asked for the name servers when the client is started and while it runs.
     * {@link #NAMESRV_ADDR} wins where both are set.
     *
     * <p>Type: text, an {@code http} or {@code https} URL whose answer is in the form of {@link #NAMESRV_ADDR}. Default:
     * RocketMQ's {@code http://<domain>:8080/rocketmq/nsaddr} when the system property {@code rocketmq.namesrv.domain}
     * is set, else none. Range: any such URL. Honoured by: all.
     */
    public static final String ONSAddr = "ONSAddr";

    /**
     * The name servers, or the endpoint of an instance. A first host label such as {@code MQ_INST_1_abc} is taken as
     * the namespace unless {@link #INSTANCE_ID} is set.
     *
     * <p>Type: text, {@code host:port}, several separated by {@code ;} or {@code ,}, each with or without
     * {@code http://} or {@code https://} in front. Default: none: needed by every client. Range: at least
     * one address with a port from 1 to 65535. Honoured by: all.
     */
    public static final String NAMESRV_ADDR = "NAMESRV_ADDR";

    /**
     * How many threads call the listener. For a PC, how many fetch messages. A value sets the number exactly; the
     * published client had 20 to 64 threads without one.
     *
     * <p>Type: whole number. Default: 64. Range: 1 to 1000. Honoured by: C, OC, BC, PC.
     */
    public static final String ConsumeThreadNums = "ConsumeThreadNums";

    /**
     * The channel through which the user came; sent with every request and without meaning to Apache brokers.
     *
     * <p>Type: text. Default: {@code ALIYUN}. Range: {@code ALIYUN}, {@code CLOUD} or {@code ALL}, in upper case.
     * Honoured by: all.
     */
    public static final String OnsChannel = "OnsChannel";

    /**
     * The transport of the first generation of the service, see {@link com.aliyun.openservices.ons.api.MQType}.
     * Accepted without effect, as published.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: none.
     */
    public static final String MQType = "MQType";

    /**
     * Whether to use the second port of a broker, which is two below its first and serves sending and committing only.
     *
     * <p>Type: {@code true}, or anything else for {@code false}. Default: {@code false}. Range: any. Honoured by: all.
     */
    public static final String isVipChannelEnabled = "isVipChannelEnabled";

    /**
     * How long a queue waits before an ordered message is delivered again that was answered with
     * {@link com.aliyun.openservices.ons.api.order.OrderAction#Suspend}.
     *
     * <p>Type: whole number of milliseconds. Default: 3000 (the published client waits 1000). Range: 10 to 30000;
     * values outside are taken as the nearest bound. Honoured by: OC.
     */
    public static final String SuspendTimeMillis = "suspendTimeMillis";

    /**
     * How often a message is delivered again before it goes to the dead-letter topic {@code %DLQ%group}; with 0 the
     * first failure sends it there, and -1 stands for 16, or for no limit with an OC.
     *
     * <p>Type: whole number. Default: 16 for C and BC; without limit for OC, as published. Range: 0 or more; -1 stands
     * for the default. Honoured by: C, OC, BC.
     */
    public static final String MaxReconsumeTimes = "maxReconsumeTimes";

    /**
     * How long a listener may take for a message: one that takes longer counts as failed and is delivered again.
     *
     * <p>Type: whole number of minutes. Default: 15. Range: 1 or more. Honoured by: C, OC, BC.
     */
    public static final String ConsumeTimeout = "consumeTimeout";

    /**
     * How long to wait for {@link #ConsumeMessageBatchMaxSize} messages before a smaller list is given to the listener.
     *
     * <p>Type: whole number of seconds. Default: 0: do not wait. Range: 0 or more; values below 0 are taken as 0.
     * Honoured by: BC.
     */
    public static final String BatchConsumeMaxAwaitDurationInSeconds = "batchConsumeMaxAwaitDurationInSeconds";

    /**
     * How long the broker leaves a new transaction alone before it first asks how that ended; -1 stands for the broker's
     * own time. A user property of this name on a message wins.
     *
     * <p>Type: whole number of seconds. Default: the broker's own time, 6 unless it is configured otherwise
     * (the guide names 30). Range: 0 or more. Honoured by: TP (the published client never tells an Apache broker). With
     * a value, brokers of version 5 ask about some transactions that have ended already, and may then deliver a message
     * twice.
     */
    public static final String CheckImmunityTimeInSeconds = "CheckImmunityTimeInSeconds";

    /**
     * Whether each fetch carries the subscription, so that a change takes effect before the next heartbeat.
     *
     * <p>Type: {@code true}, or anything else for {@code false}. Default: {@code false}. Range: any. Honoured by: C,
     * OC, BC (the published OC ignores it).
     */
    public static final String PostSubscriptionWhenPull = "PostSubscriptionWhenPull";

    /**
     * How many messages a listener is given at most in one list.
     *
     * <p>Type: whole number. Default: 1. Range: 1 to 1024 (the guide names 1 to 32); values outside are taken as the
     * nearest bound. Honoured by: BC.
     */
    public static final String ConsumeMessageBatchMaxSize = "ConsumeMessageBatchMaxSize";

    /**
     * How many messages a client keeps, of all its topics together, that it has fetched and not yet handed over.
     * Fetching pauses above it.
     *
     * <p>Type: whole number. Default: 5000. Range: 100 to 50000; values outside are taken as the nearest bound.
     * Honoured by: C, OC, BC, PC.
     */
    public static final String MaxCachedMessageAmount = "maxCachedMessageAmount";

    /**
     * How much memory the bodies of such messages may take: in all, or for each queue for a PC. Fetching pauses above
     * it.
     *
     * <p>Type: whole number of MiB (1048576 bytes). Default: 512. Range: 16 to 2048, for a PC 16 to 1024; values
     * outside are taken as the nearest bound. Honoured by: C, OC, BC, PC.
     */
    public static final String MaxCachedMessageSizeInMiB = "maxCachedMessageSizeInMiB";

    /**
     * The part of the client's identity after its address. Set, it keeps the identity the same over restarts, as
     * positions of the BROADCASTING model need; it must then be different for each client of a group on one machine.
     *
     * <p>Type: text. Default: a name that no other client has. Range: any, at best letters, digits, {@code _},
     * {@code -} and {@code #}. Honoured by: all.
     */
    public static final String InstanceName = "InstanceName";

    /**
     * Whether to write a trace of each message that is sent or consumed, and of each end of a transaction, to
     * {@code RMQ_SYS_TRACE_TOPIC}, as Apache RocketMQ's own clients do when they are asked to. Costs one thread and no
     * connection. Traces that cannot be written are dropped; where the brokers have no such topic, nothing is traced.
     *
     * <p>Type: {@code true}, or anything else for {@code false}. Default: {@code false}. Range: any. Honoured by: all but
     * PullConsumer.
     */
    public static final String MsgTraceSwitch = "MsgTraceSwitch";

    /**
     * Whether traces of one message go to one queue of the trace topic. Accepted without effect; the published client
     * writes no trace to Apache brokers either.
     *
     * <p>Type: {@code true} or {@code false}. Default: {@code true}. Range: any. Honoured by: none.
     */
    public static final String MsgTraceSelectQueueEnable = "MsgTraceSelectQueueEnable";

    /**
     * User property of a message that came from or goes to an MQTT client: its packet identifier. No key of a client.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: none.
     */
    public static final String MqttMessageId = "mqttMessageId";

    /**
     * User property: marks a message of an MQTT client. No key of a client.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: none.
     */
    public static final String MqttMessage = "mqttMessage";

    /**
     * User property: the retain flag of an MQTT message. No key of a client.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: none.
     */
    public static final String MqttPublishRetain = "mqttRetain";

    /**
     * User property: the duplicate flag of an MQTT message. The published spelling is kept. No key of a client.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: none.
     */
    public static final String MqttPublishDubFlag = "mqttPublishDubFlag";

    /**
     * User property: the levels of an MQTT topic after the first. No key of a client.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: none.
     */
    public static final String MqttSecondTopic = "mqttSecondTopic";

    /**
     * User property: the MQTT client from which a message came. No key of a client.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: none.
     */
    public static final String MqttClientId = "clientId";

    /**
     * User property: the quality of service of an MQTT message. No key of a client.
     *
     * <p>Type: text. Default: none. Range: {@code 0}, {@code 1} or {@code 2}. Honoured by: none.
     */
    public static final String MqttQOS = "qoslevel";

    /**
     * The namespace: the client sees only its topics and groups. Wins over a namespace in {@link #NAMESRV_ADDR}. In
     * broker terms topic and group become {@code instance%topic} and {@code instance%group}.
     *
     * <p>Type: text. Default: none: names are used as they are. Range: letters, digits and {@code _ - % |}; empty
     * stands for none. Honoured by: all.
     */
    public static final String INSTANCE_ID = "INSTANCE_ID";

    /**
     * Marks messages for consumers that store results and positions in one database transaction. The published client
     * adds a mark to each message and no more; in this release {@code true} is accepted with a warning and without
     * effect.
     *
     * <p>Type: {@code true}, or anything else for {@code false}. Default: {@code false}. Range: any. Honoured by: none
     * yet.
     */
    public static final String EXACTLYONCE_DELIVERY = "exactlyOnceDelivery";

    /**
     * How often the database side of {@link #EXACTLYONCE_DELIVERY} refreshes itself. Accepted without effect, as
     * published.
     *
     * <p>Type: whole number. Default: none. Range: any. Honoured by: none.
     */
    public static final String EXACTLYONCE_RM_REFRESHINTERVAL = "exactlyOnceRmRefreshInterval";

    /**
     * How many messages one fetch brings at most.
     *
     * <p>Type: whole number. Default: 32, for a PC 10. Range: 1 to 1024. Honoured by: C, OC, BC, PC.
     */
    public static final String MAX_BATCH_MESSAGE_COUNT = "maxBatchMessageCount";

    /**
     * Whether messages of one queue with different sharding keys may be consumed side by side. Accepted without effect
     * on Apache brokers.
     *
     * <p>Type: {@code true}, or anything else for {@code false}. Default: {@code false}. Range: any. Honoured by: OC
     * accepts it.
     */
    public static final String ENABLE_ORDERLY_CONSUME_ACCELERATOR = "enableOrderlyConsumeAccelerator";

    /**
     * Not a key, but the value {@link PropertyValueConst#ALLOCATE_MESSAGE_QUEUE_CIRCLE}, published under this name. The
     * key is {@link #ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME}.
     *
     * <p>Honoured by: none.
     */
    public static final String ALLOCATE_MESSAGE_QUEUE_STRATEGY = "AVG_BY_CIRCLE";

    /**
     * How the queues of a topic are dealt out to the consumers of a group. All consumers of a group must have the same
     * setting.
     *
     * <p>Type: text. Default: averaged, neighbouring queues together. Range:
     * {@link PropertyValueConst#ALLOCATE_MESSAGE_QUEUE_CIRCLE}; anything else stands for the default, with a warning
     * ({@link PropertyValueConst#ALLOCATE_MESSAGE_QUEUE_HEURISTIC} is a strategy of the published client alone).
     * Honoured by:
     * C, OC, BC.
     */
    public static final String ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME = "ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME";

    /**
     * Whether positions are committed in the background. Without it, {@link PullConsumer#commitSync()} does.
     *
     * <p>Type: {@code true} or {@code false}. Default: {@code true}. Range: any. Honoured by: PC.
     */
    public static final String AUTO_COMMIT = "autoCommit";

    /**
     * How often positions are committed in the background.
     *
     * <p>Type: whole number of milliseconds. Default: 5000. Range: 1000 or more; values below are taken as 1000.
     * Honoured by: PC.
     */
    public static final String AUTO_COMMIT_INTERVAL_MILLIS = "autoCommitIntervalMillis";

    /**
     * How long a fetch without an argument of its own waits; {@link PullConsumer#poll(long)} always has one.
     *
     * <p>Type: whole number of milliseconds. Default: 5000. Range: 0 or more. Honoured by: PC.
     */
    public static final String POLL_TIMEOUT_MILLIS = "pollTimeoutMillis";

    /**
     * The sharding key of messages for which
     * {@link com.aliyun.openservices.ons.api.order.OrderProducer#send(Message, String)} is given none. In the developer
     * guide, but not among the published constants.
     *
     * <p>Type: text. Default: none: each call must give a key. Range: any; a blank one fails each send.
     * Honoured by: OP.
     */
    public static final String ShardingKey = "shardingKey";

    /**
     * What becomes of {@link Message#setStartDeliverTime(long)} on a broker without a timer (version 4): refused, or
     * rounded up to the next of the broker's fixed delay levels. Brokers of version 5 deliver at the exact time
     * whatever is set here.
     *
     * <p>Type: text. Default: {@code false}: refused. Range: {@code true} for the levels that brokers have by default,
     * 1 s 5 s 10 s 30 s, 1 to 10 min, 20 min, 30 min, 1 h and 2 h; or the brokers' own {@code messageDelayLevel}, such
     * as {@code 1s 10s 1m}. Honoured by: P, OP, TP. Not among the published constants.
     */
    public static final String DelayLevelFallback = "delayLevelFallback";

    /**
     * Whether small messages to one topic may share a request, which multiplies throughput. A message goes out at once
     * while few requests of its topic are under way; those that come meanwhile, by {@code sendAsync} or by {@code send}
     * of several threads, go out together with the next one. Ids, callbacks and errors stay those of each message.
     * Scheduled messages, those with a sharding key and those of 4096 bytes or more go out alone, one-way sends too.
     *
     * <p>Type: switch. Default: {@code false}. Range: {@code true} or {@code false}. Honoured by: P. Not among the
     * published constants.
     */
    public static final String AutoBatch = "autoBatch";

    /**
     * Another name for {@link #INSTANCE_ID}, as in the published versions after 1.8; {@link #INSTANCE_ID} wins where
     * both are set. Not among the constants of 1.8.8.8.
     *
     * <p>Type: text. Default: none. Range: as {@link #INSTANCE_ID}. Honoured by: all.
     */
    public static final String Namespace = "namespace";

    /**
     * How often the address server of {@link #ONSAddr} is asked while the client runs.
     *
     * <p>Type: whole number of seconds. Default: 120. Range: 1 to 86,400. Honoured by: all. Not among the published
     * constants.
     */
    public static final String AddressServerPollSeconds = "addressServerPollSeconds";

    /**
     * The metadata service that is asked for the keys of {@link #RAM_ROLE_NAME}.
     *
     * <p>Type: text, an {@code http} URL without a path. Default: {@code http://100.100.100.200}, which each cloud machine
     * reaches. Range: any such URL. Honoured by: all. Not among the published constants.
     */
    public static final String RamRoleEndpoint = "ramRoleEndpoint";

    /**
     * Whether this client's connections, to name servers and to brokers, use TLS. With neither this nor another tls key
     * set, the system property {@code tls.enable} decides for all clients of the JVM, with RocketMQ's own system
     * properties {@code tls.client.*}; those, unlike this one, verify no server unless told so.
     *
     * <p>Type: {@code true} or {@code false}. Default: as the system property {@code tls.enable}, {@code false}. Range:
     * these two, in any letter case. Honoured by: all. Not among the published constants.
     */
    public static final String TlsEnable = "tlsEnable";

    /**
     * The authorities that servers' certificates must come from. The names in a certificate are not compared with
     * addresses, since brokers are known by IP addresses, so choose an authority that signs for this cluster alone.
     *
     * <p>Type: text, the path of a PEM file with one or more X.509 certificates, read when the client is created.
     * Default: none, and needed unless {@link #TlsVerifyServer} is {@code false}. Range: a file of at most 1 MiB that can
     * be read. Honoured by: all. Not among the published constants.
     */
    public static final String TlsTrustCertificate = "tlsTrustCertificate";

    /**
     * The certificate that the client shows to servers which ask for one, with those that link it to its authority.
     *
     * <p>Type: text, the path of a PEM file with X.509 certificates, the client's own first, read when the client is
     * created. Default: none. Range: as {@link #TlsTrustCertificate}, together with {@link #TlsClientKey}. Honoured by:
     * all. Not among the published constants.
     */
    public static final String TlsClientCertificate = "tlsClientCertificate";

    /**
     * The private key of {@link #TlsClientCertificate}.
     *
     * <p>Type: text, the path of a PEM file with a PKCS#8 key, encrypted or not, read when the client is created.
     * Default: none. Range: as {@link #TlsTrustCertificate}. Honoured by: all. Not among the published constants.
     */
    public static final String TlsClientKey = "tlsClientKey";

    /**
     * Opens an encrypted {@link #TlsClientKey}. A secret; never shown.
     *
     * <p>Type: text. Default: none. Range: any. Honoured by: all. Not among the published constants.
     */
    public static final String TlsClientKeyPassword = "tlsClientKeyPassword";

    /**
     * Whether a server must show a certificate of {@link #TlsTrustCertificate}. Without it, connections are safe from
     * listeners, but not from somebody who stands in for the server.
     *
     * <p>Type: {@code true} or {@code false}. Default: {@code true}. Range: these two, in any letter case. Honoured by:
     * all. Not among the published constants.
     */
    public static final String TlsVerifyServer = "tlsVerifyServer";

    /** Public as published; an instance has no use. */
    public PropertyKeyConst() {
    }
}
