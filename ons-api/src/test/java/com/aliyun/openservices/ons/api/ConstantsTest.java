package com.aliyun.openservices.ons.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The values of the published constants, which compilers copy into applications; the comparison with the published jar
 * sees their names and types only.
 */
class ConstantsTest {
    @Test
    void keysOfProperties() {
        assertThat(constants(PropertyKeyConst.class)).containsOnly(
            entry("MessageModel", "MessageModel"),
            entry("ProducerId", "ProducerId"),
            entry("ConsumerId", "ConsumerId"),
            entry("GROUP_ID", "GROUP_ID"),
            entry("AccessKey", "AccessKey"),
            entry("SecretKey", "SecretKey"),
            entry("SecurityToken", "SecurityToken"),
            entry("RAM_ROLE_NAME", "RamRoleName"),
            entry("SendMsgTimeoutMillis", "SendMsgTimeoutMillis"),
            entry("ONSAddr", "ONSAddr"),
            entry("NAMESRV_ADDR", "NAMESRV_ADDR"),
            entry("ConsumeThreadNums", "ConsumeThreadNums"),
            entry("OnsChannel", "OnsChannel"),
            entry("MQType", "MQType"),
            entry("isVipChannelEnabled", "isVipChannelEnabled"),
            entry("SuspendTimeMillis", "suspendTimeMillis"),
            entry("MaxReconsumeTimes", "maxReconsumeTimes"),
            entry("ConsumeTimeout", "consumeTimeout"),
            entry("BatchConsumeMaxAwaitDurationInSeconds", "batchConsumeMaxAwaitDurationInSeconds"),
            entry("CheckImmunityTimeInSeconds", "CheckImmunityTimeInSeconds"),
            entry("PostSubscriptionWhenPull", "PostSubscriptionWhenPull"),
            entry("ConsumeMessageBatchMaxSize", "ConsumeMessageBatchMaxSize"),
            entry("MaxCachedMessageAmount", "maxCachedMessageAmount"),
            entry("MaxCachedMessageSizeInMiB", "maxCachedMessageSizeInMiB"),
            entry("InstanceName", "InstanceName"),
            entry("MsgTraceSwitch", "MsgTraceSwitch"),
            entry("MsgTraceSelectQueueEnable", "MsgTraceSelectQueueEnable"),
            entry("MqttMessageId", "mqttMessageId"),
            entry("MqttMessage", "mqttMessage"),
            entry("MqttPublishRetain", "mqttRetain"),
            entry("MqttPublishDubFlag", "mqttPublishDubFlag"),
            entry("MqttSecondTopic", "mqttSecondTopic"),
            entry("MqttClientId", "clientId"),
            entry("MqttQOS", "qoslevel"),
            entry("INSTANCE_ID", "INSTANCE_ID"),
            entry("EXACTLYONCE_DELIVERY", "exactlyOnceDelivery"),
            entry("EXACTLYONCE_RM_REFRESHINTERVAL", "exactlyOnceRmRefreshInterval"),
            entry("MAX_BATCH_MESSAGE_COUNT", "maxBatchMessageCount"),
            entry("ENABLE_ORDERLY_CONSUME_ACCELERATOR", "enableOrderlyConsumeAccelerator"),
            entry("ALLOCATE_MESSAGE_QUEUE_STRATEGY", "AVG_BY_CIRCLE"),
            entry("ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME", "ALLOCATE_MESSAGE_QUEUE_STRATEGY_NAME"),
            entry("AUTO_COMMIT", "autoCommit"),
            entry("AUTO_COMMIT_INTERVAL_MILLIS", "autoCommitIntervalMillis"),
            entry("POLL_TIMEOUT_MILLIS", "pollTimeoutMillis"),
            entry("AddressServerPollSeconds", "addressServerPollSeconds"),
            entry("AutoBatch", "autoBatch"),
            entry("DelayLevelFallback", "delayLevelFallback"),
            entry("Namespace", "namespace"),
            entry("RamRoleEndpoint", "ramRoleEndpoint"),
            entry("ShardingKey", "shardingKey"),
            entry("TlsClientCertificate", "tlsClientCertificate"),
            entry("TlsClientKey", "tlsClientKey"),
            entry("TlsClientKeyPassword", "tlsClientKeyPassword"),
            entry("TlsEnable", "tlsEnable"),
            entry("TlsTrustCertificate", "tlsTrustCertificate"),
            entry("TlsVerifyServer", "tlsVerifyServer"));
    }

    @Test
    void valuesOfProperties() {
        assertThat(constants(PropertyValueConst.class)).containsOnly(
            entry("BROADCASTING", "BROADCASTING"),
            entry("CLUSTERING", "CLUSTERING"),
            entry("ALLOCATE_MESSAGE_QUEUE_CIRCLE", "AVG_BY_CIRCLE"),
            entry("ALLOCATE_MESSAGE_QUEUE_HEURISTIC", "AVG_BY_HEURISTIC"));
    }

    @Test
    void namesThatTravelWithMessages() {
        assertThat(constants(Constants.class)).containsOnly(
            entry("TRANSACTION_ID", "__transactionId__"),
            entry("UNIQ_KEY", "UNIQ_KEY"),
            entry("TOPIC_PARTITION_SEPARATOR", "#"));
    }

    @Test
    void namesOfSystemProperties() {
        assertThat(constants(Message.SystemPropKey.class)).containsOnly(
            entry("TAG", "__TAG"),
            entry("KEY", "__KEY"),
            entry("MSGID", "__MSGID"),
            entry("SHARDINGKEY", "__SHARDINGKEY"),
            entry("RECONSUMETIMES", "__RECONSUMETIMES"),
            entry("BORNTIMESTAMP", "__BORNTIMESTAMP"),
            entry("BORNHOST", "__BORNHOST"),
            entry("STARTDELIVERTIME", "__STARTDELIVERTIME"),
            entry("CONSUMEOFFSET", "__CONSUMEOFFSET"),
            entry("PARTITION", "__PARTITION"));
    }

    private static Map<String, String> constants(Class<?> type) {
        Map<String, String> constants = new TreeMap<>();
        for (Field field : type.getFields()) {
            assertThat(Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers()))
                .as("%s is a constant", field).isTrue();
            try {
                constants.put(field.getName(), (String) field.get(null));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return constants;
    }
}
