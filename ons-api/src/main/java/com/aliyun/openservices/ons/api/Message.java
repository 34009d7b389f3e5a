package com.aliyun.openservices.ons.api;

import java.io.Serializable;
import java.util.Properties;

/**
 * A message: topic, body, and properties of two kinds. User properties are the application's own and travel with the
 * message. System properties stand behind getters such as {@link #getTag()} and {@link #getMsgID()}.
 *
 * <p>A message is a plain holder of values. It checks nothing: the producer does when the message is sent. It has no
 * {@code equals} of its own and is not thread-safe. Its Java serialisation is that of the published class, so both read
 * what the other wrote.
 *
 * <p>A setter of a system property (tag, key, message identifier, born host, sharding key) ignores {@code null} and
 * leaves the old value.
 */
public class Message implements Serializable {
    private static final long serialVersionUID = -1385924226856188094L;

    /**
     * Values under the names of {@link SystemPropKey}, and what the broker added.
     *
     * @serial possibly {@code null}
     */
    Properties systemProperties = new Properties();
    /**
     * The topic.
     *
     * @serial the name without namespace, or {@code null}
     */
    private String topic;
    /**
     * The application's own properties.
     *
     * @serial possibly {@code null}
     */
    private Properties userProperties;
    /**
     * The content.
     *
     * @serial possibly {@code null}
     */
    private byte[] body;

    /** A message with nothing but an empty key. */
    public Message() {
        this(null, null, "", null);
    }

    /**
     * A message with a key.
     *
     * @param topic the topic's name without namespace, or {@code null} to set it later
     * @param tag the tag, or {@code null} for none
     * @param key the key or keys, separated by spaces, by which the message can be found, or {@code null} for none
     * @param body the content, kept as it is and not copied, or {@code null} to set it later
     */
    public Message(String topic, String tag, String key, byte[] body) {
        this.topic = topic;
        this.body = body;
        put(systemProperties, SystemPropKey.TAG, tag);
        put(systemProperties, SystemPropKey.KEY, key);
    }

    /**
     * A message with an empty key.
     *
     * @param topic the topic's name without namespace, or {@code null} to set it later
     * @param tag the tag, or {@code null} for none
     * @param body the content, kept as it is and not copied, or {@code null} to set it later
     */
    public Message(String topic, String tag, byte[] body) {
        this(topic, tag, "", body);
    }

    void putSystemProperties(String key, String value) {
        if (systemProperties == null) {
            systemProperties = new Properties();
        }
        put(systemProperties, key, value);
    }

    String getSystemProperties(String key) {
        return text(systemProperties, key);
    }

    Properties getSystemProperties() {
        return systemProperties;
    }

    void setSystemProperties(Properties systemProperties) {
        this.systemProperties = systemProperties;
    }

    /**
     * Sets one user property. Names that RocketMQ uses itself ({@code KEYS}, {@code TAGS}, {@code DELAY} and others) do
     * not reach the consumer, nor do empty names and values.
     *
     * @param key the name; {@code null} changes nothing
     * @param value the value; {@code null} changes nothing
     */
    public void putUserProperties(String key, String value) {
        if (userProperties == null) {
            userProperties = new Properties();
        }
        put(userProperties, key, value);
    }

    /**
     * One user property.
     *
     * @param key the name
     * @return its value, as text where it is no string; {@code null} if it is not set. Defaults nested in the table are
     *     not looked at
     */
    public String getUserProperties(String key) {
        return text(userProperties, key);
    }

    /**
     * The topic.
     *
     * @return the name without namespace; {@code null} if not set. A redelivered message has its original topic
     */
    public String getTopic() {
        return topic;
    }

    /**
     * Sets the topic.
     *
     * @param topic the name without namespace: letters, digits, {@code -} and {@code _}, at most 255 characters by the
     *     guide and 127 on Apache brokers; {@code null} removes it
     */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /**
     * The tag, by which consumers select.
     *
     * @return the tag; {@code null} if not set
     */
    public String getTag() {
        return getSystemProperties(SystemPropKey.TAG);
    }

    /**
     * Sets the tag.
     *
     * @param tag the tag; empty stands for none, {@code null} is ignored
     */
    public void setTag(String tag) {
        putSystemProperties(SystemPropKey.TAG, tag);
    }

    /**
     * The key or keys by which the message can be found.
     *
     * @return the text as it was given; {@code ""} for a message that was created without a key or received without one
     */
    public String getKey() {
        return getSystemProperties(SystemPropKey.KEY);
    }

    /**
     * Sets the key or keys.
     *
     * @param key one key, or several separated by spaces; empty stands for none, {@code null} is ignored
     */
    public void setKey(String key) {
        putSystemProperties(SystemPropKey.KEY, key);
    }

    /**
     * The identifier of the message, given by the producer when it is sent and kept through all deliveries.
     *
     * @return the identifier; {@code null} before the message was sent
     */
    public String getMsgID() {
        return getSystemProperties(SystemPropKey.MSGID);
    }

    /**
     * Sets the identifier. Used by the client: sending replaces it.
     *
     * @param msgid the identifier; {@code null} is ignored
     */
    public void setMsgID(String msgid) {
        putSystemProperties(SystemPropKey.MSGID, msgid);
    }

    /**
     * The user properties.
     *
     * @return the live table, no copy; {@code null} if none was set
     */
    public Properties getUserProperties() {
        return userProperties;
    }

    /**
     * Replaces the user properties.
     *
     * @param userProperties the new table, kept as it is and not copied; values that are no strings are sent as their
     *     text. {@code null} removes the table
     */
    public void setUserProperties(Properties userProperties) {
        this.userProperties = userProperties;
    }

    /**
     * The content.
     *
     * @return the array itself, no copy; {@code null} if not set
     */
    public byte[] getBody() {
        return body;
    }

    /**
     * Sets the content.
     *
     * @param body the array, kept as it is and not copied; 1 byte to 4 MiB (4194304 bytes) can be sent
     */
    public void setBody(byte[] body) {
        this.body = body;
    }

    /**
     * How often the message was delivered again after its first delivery.
     *
     * @return 0 for the first delivery and for a message that was not received
     * @throws NumberFormatException if the system property was set to something that is no {@code int}
     */
    public int getReconsumeTimes() {
        String value = getSystemProperties(SystemPropKey.RECONSUMETIMES);
        return value == null ? 0 : Integer.parseInt(value);
    }

    /**
     * Sets the number of redeliveries. Used by the client; it is not sent.
     *
     * @param value any number
     */
    public void setReconsumeTimes(int value) {
        putSystemProperties(SystemPropKey.RECONSUMETIMES, String.valueOf(value));
    }

    /**
     * When the producer sent the message, by the producer's clock.
     *
     * @return milliseconds since the epoch; 0 for a message that was not received
     * @throws NumberFormatException if the system property was set to something that is no {@code long}
     */
    public long getBornTimestamp() {
        return number(SystemPropKey.BORNTIMESTAMP);
    }

    /**
     * Sets when the message was sent. Used by the client; it is not sent.
     *
     * @param value milliseconds since the epoch
     */
    public void setBornTimestamp(long value) {
        putSystemProperties(SystemPropKey.BORNTIMESTAMP, String.valueOf(value));
    }

    /**
     * From where the producer sent the message.
     *
     * @return address and port with a slash in front, as in {@code /192.0.2.1:45678}; {@code ""} for a message that was
     *     not received
     */
    public String getBornHost() {
        return textOrEmpty(SystemPropKey.BORNHOST);
    }

    /**
     * Sets from where the message was sent. Used by the client; it is not sent.
     *
     * @param value address and port; {@code null} is ignored
     */
    public void setBornHost(String value) {
        putSystemProperties(SystemPropKey.BORNHOST, value);
    }

    /**
     * When the message is to be delivered.
     *
     * @return milliseconds since the epoch; 0 if it is to be delivered at once
     * @throws NumberFormatException if the system property was set to something that is no {@code long}
     */
    public long getStartDeliverTime() {
        return number(SystemPropKey.STARTDELIVERTIME);
    }

    /**
     * The sharding key of an ordered message: messages with the same key stay in order.
     *
     * @return the key; {@code ""} if not set
     */
    public String getShardingKey() {
        return textOrEmpty(SystemPropKey.SHARDINGKEY);
    }

    /**
     * Sets the sharding key. The argument of
     * {@link com.aliyun.openservices.ons.api.order.OrderProducer#send(Message, String)} replaces it.
     *
     * @param value the key; {@code null} is ignored
     */
    public void setShardingKey(String value) {
        putSystemProperties(SystemPropKey.SHARDINGKEY, value);
    }

    /**
     * Asks for delivery at a moment in the future.
     *
     * @param value milliseconds since the epoch. 0, negative and past values deliver at once. At most 40 days ahead by
     *     the guide; an Apache broker of version 5 allows 3 days unless it is configured otherwise. An older broker has
     *     no timer for this, and sending says so rather than deliver early
     */
    public void setStartDeliverTime(long value) {
        putSystemProperties(SystemPropKey.STARTDELIVERTIME, String.valueOf(value));
    }

    /**
     * The position of a received message in its queue. A redelivered message has its position in the retry topic.
     *
     * @return a queue offset; 0 for a message that was not received
     * @throws NumberFormatException if the system property was set to something that is no {@code long}
     */
    public long getOffset() {
        return number(SystemPropKey.CONSUMEOFFSET);
    }

    /**
     * The queue that a received message came from. A redelivered message has its own topic and the queue of the retry
     * topic.
     *
     * @return a new object; its partition is {@code null} for a message that was not received
     */
    public TopicPartition getTopicPartition() {
        return new TopicPartition(topic, getSystemProperties(SystemPropKey.PARTITION));
    }

    /**
     * Topic, properties and the length of the body, for logs.
     *
     * @return one line, without the content of the body
     */
    @Override
    public String toString() {
        return "Message [topic=" + topic + ", systemProperties=" + systemProperties
            + ", userProperties=" + userProperties + ", body=" + (body == null ? 0 : body.length) + ']';
    }

    private long number(String key) {
        String value = getSystemProperties(key);
        return value == null ? 0L : Long.parseLong(value);
    }

    private String textOrEmpty(String key) {
        String value = getSystemProperties(key);
        return value == null ? "" : value;
    }

    private static void put(Properties table, String key, String value) {
        if (key != null && value != null) {
            table.put(key, value);
        }
    }

    private static String text(Properties table, String key) {
        Object value = table == null || key == null ? null : table.get(key);
        return value == null ? null : value.toString();
    }

    /** Names of the system properties behind the getters of a {@link Message}. */
    public static class SystemPropKey {
        /** The tag, {@link Message#getTag()}. */
        public static final String TAG = "__TAG";

        /** The key, {@link Message#getKey()}. */
        public static final String KEY = "__KEY";

        /** The message identifier, {@link Message#getMsgID()}. */
        public static final String MSGID = "__MSGID";

        /** The sharding key, {@link Message#getShardingKey()}; travels under this name. */
        public static final String SHARDINGKEY = "__SHARDINGKEY";

        /** The number of redeliveries, {@link Message#getReconsumeTimes()}. */
        public static final String RECONSUMETIMES = "__RECONSUMETIMES";

        /** When the message was sent, {@link Message#getBornTimestamp()}. */
        public static final String BORNTIMESTAMP = "__BORNTIMESTAMP";

        /** From where the message was sent, {@link Message#getBornHost()}. */
        public static final String BORNHOST = "__BORNHOST";

        /** When to deliver the message, {@link Message#getStartDeliverTime()}; travels under this name. */
        public static final String STARTDELIVERTIME = "__STARTDELIVERTIME";

        /** The position in the queue, {@link Message#getOffset()}. */
        public static final String CONSUMEOFFSET = "__CONSUMEOFFSET";

        /** The queue, the partition of {@link Message#getTopicPartition()}. */
        public static final String PARTITION = "__PARTITION";

        /** Public as published; an instance has no use. */
        public SystemPropKey() {
        }
    }
}
