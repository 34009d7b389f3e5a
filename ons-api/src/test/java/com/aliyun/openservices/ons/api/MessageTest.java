package com.aliyun.openservices.ons.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private final Message message = new Message("topic", "tag", "key", new byte[] {1, 2});

    @Test
    void newMessageHasAnEmptyKeyAndNothingElse() {
        Message empty = new Message();

        assertThat(empty.getKey()).isEmpty();
        assertThat(empty.getShardingKey()).isEmpty();
        assertThat(empty.getBornHost()).isEmpty();
        assertThat(empty.getTag()).isNull();
        assertThat(empty.getMsgID()).isNull();
        assertThat(empty.getTopic()).isNull();
        assertThat(empty.getBody()).isNull();
        assertThat(empty.getUserProperties()).isNull();
        assertThat(empty.getUserProperties("any")).isNull();
        assertThat(empty.getReconsumeTimes()).isZero();
        assertThat(empty.getBornTimestamp()).isZero();
        assertThat(empty.getStartDeliverTime()).isZero();
        assertThat(empty.getOffset()).isZero();
        assertThat(empty.getTopicPartition()).isEqualTo(new TopicPartition(null, null));
        assertThat(empty).hasToString("Message [topic=null, systemProperties={__KEY=}, userProperties=null, body=0]");
    }

    @Test
    void constructorWithoutKeySetsAnEmptyOne() {
        assertThat(new Message("topic", "tag", new byte[1]).getKey()).isEmpty();
    }

    @Test
    void constructorWithNullKeyAndTagSetsNeither() {
        Message without = new Message("topic", null, null, new byte[1]);

        assertThat(without.getKey()).isNull();
        assertThat(without.getTag()).isNull();
        assertThat(without.getSystemProperties()).isEmpty();
    }

    @Test
    void settersOfSystemPropertiesIgnoreNull() {
        message.setMsgID("id");
        message.setBornHost("/127.0.0.1:1");
        message.setShardingKey("shard");

        message.setTag(null);
        message.setKey(null);
        message.setMsgID(null);
        message.setBornHost(null);
        message.setShardingKey(null);

        assertThat(message.getTag()).isEqualTo("tag");
        assertThat(message.getKey()).isEqualTo("key");
        assertThat(message.getMsgID()).isEqualTo("id");
        assertThat(message.getBornHost()).isEqualTo("/127.0.0.1:1");
        assertThat(message.getShardingKey()).isEqualTo("shard");
    }

    @Test
    void topicBodyAndUserPropertiesCanBeRemoved() {
        message.putUserProperties("a", "b");

        message.setTopic(null);
        message.setBody(null);
        message.setUserProperties(null);

        assertThat(message.getTopic()).isNull();
        assertThat(message.getBody()).isNull();
        assertThat(message.getUserProperties()).isNull();
    }

    @Test
    void bodyAndUserPropertiesAreKeptByReference() {
        byte[] body = {3};
        Properties own = new Properties();
        message.setBody(body);
        message.setUserProperties(own);
        message.putUserProperties("added", "later");

        assertThat(message.getBody()).isSameAs(body);
        assertThat(message.getUserProperties()).isSameAs(own);
        assertThat(own).containsEntry("added", "later");
    }

    @Test
    void putUserPropertiesIgnoresNullAndKeepsEmptyText() {
        message.putUserProperties(null, "value");
        message.putUserProperties("key", null);
        assertThat(message.getUserProperties()).isNotNull().isEmpty();

        message.putUserProperties("", "x");
        message.putUserProperties("empty", "");
        assertThat(message.getUserProperties()).containsOnlyKeys("", "empty");
    }

    @Test
    void userPropertyThatIsNoStringIsReadAsText() {
        Properties own = new Properties();
        own.put("number", 5);
        message.setUserProperties(own);

        assertThat(message.getUserProperties("number")).isEqualTo("5");
        assertThat(message.getUserProperties((String) null)).isNull();
    }

    @Test
    void nestedDefaultsOfUserPropertiesAreNotLookedAt() {
        Properties base = new Properties();
        base.setProperty("inherited", "value");
        message.setUserProperties(new Properties(base));

        assertThat(message.getUserProperties("inherited")).isNull();
    }

    @Test
    void numbersAreReadFromSystemProperties() {
        message.setReconsumeTimes(3);
        message.setBornTimestamp(4_000_000_000L);
        message.setStartDeliverTime(-5);
        message.putSystemProperties(Message.SystemPropKey.CONSUMEOFFSET, "+7");

        assertThat(message.getReconsumeTimes()).isEqualTo(3);
        assertThat(message.getBornTimestamp()).isEqualTo(4_000_000_000L);
        assertThat(message.getStartDeliverTime()).isEqualTo(-5);
        assertThat(message.getOffset()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "", " 5", "99999999999999999999"})
    void numbersThatCannotBeReadThrow(String junk) {
        message.putSystemProperties(Message.SystemPropKey.RECONSUMETIMES, junk);
        message.putSystemProperties(Message.SystemPropKey.BORNTIMESTAMP, junk);
        message.putSystemProperties(Message.SystemPropKey.STARTDELIVERTIME, junk);
        message.putSystemProperties(Message.SystemPropKey.CONSUMEOFFSET, junk);

        assertThatThrownBy(message::getReconsumeTimes).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::getBornTimestamp).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::getStartDeliverTime).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::getOffset).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void topicPartitionIsTopicAndPartitionProperty() {
        message.putSystemProperties(Message.SystemPropKey.PARTITION, "broker-a#0");

        assertThat(message.getTopicPartition()).isEqualTo(new TopicPartition("topic", "broker-a#0"));
    }

    @Test
    void textNamesTopicPropertiesAndLengthOfBody() {
        message.setTag("t");
        message.putUserProperties("a", "b");

        assertThat(message.toString()).startsWith("Message [topic=topic, systemProperties={")
            .contains("__KEY=key", "__TAG=t").endsWith("}, userProperties={a=b}, body=2]");
    }

    @Test
    void messagesWithEqualContentAreNotEqual() {
        assertThat(message).isNotEqualTo(new Message("topic", "tag", "key", message.getBody()));
    }

    @Test
    void messageWithoutSystemPropertiesAnswersAndTakesNewOnes() {
        message.setSystemProperties(null);

        assertThat(message.getKey()).isNull();
        assertThat(message.getShardingKey()).isEmpty();
        assertThatCode(() -> message.setTag("new")).doesNotThrowAnyException();
        assertThat(message.getTag()).isEqualTo("new");
    }
}
