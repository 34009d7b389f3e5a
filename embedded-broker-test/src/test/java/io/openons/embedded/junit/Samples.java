package io.openons.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.openons.embedded.BrokerStore;
import io.openons.embedded.EmbeddedRocketMq;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Test classes that only {@link EmbeddedRocketMqExtensionIT} runs; they note what they are given. */
final class Samples {

    static final Map<String, List<Object>> NOTES = new ConcurrentHashMap<>();

    private Samples() {
    }

    static void note(String key, Object value) {
        NOTES.computeIfAbsent(key, absent -> new CopyOnWriteArrayList<>()).add(value);
    }

    static List<Object> notes(String key) {
        return NOTES.getOrDefault(key, List.of());
    }

    @WithEmbeddedRocketMq
    static final class SharingOne {
        @Test
        void test(EmbeddedRocketMq rocketMq) {
            assertThat(rocketMq.isRunning()).isTrue();
            note("shared", rocketMq);
        }
    }

    @WithEmbeddedRocketMq(lifetime = Lifetime.PER_JVM)
    static final class SharingTwo {
        @Test
        void test(EmbeddedRocketMq rocketMq, BrokerStore store) {
            assertThat(store).isSameAs(rocketMq.store());
            note("shared", rocketMq);
        }
    }

    @WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
    static final class Owning {
        @Test
        void one(EmbeddedRocketMq rocketMq) {
            note("own", rocketMq);
        }

        @Test
        void two(EmbeddedRocketMq rocketMq) {
            note("own", rocketMq);
        }

        @Nested
        final class Inner {
            @Test
            void three(EmbeddedRocketMq rocketMq, @TopicName String topic) {
                assertThat(topic).startsWith("Inner-three-");
                note("own", rocketMq);
            }
        }
    }

    @WithEmbeddedRocketMq(lifetime = Lifetime.PER_CLASS)
    static final class OwningNext {
        @Test
        void test(EmbeddedRocketMq rocketMq) {
            assertThat(notes("own")).hasSize(3).allSatisfy(
                    other -> assertThat(other).isNotSameAs(rocketMq).asString().endsWith("(closed)"));
        }
    }

    @WithEmbeddedRocketMq
    static final class Naming {
        private final String fromConstructor;
        private String fromBeforeEach;

        Naming(@TopicName String topic) {
            this.fromConstructor = topic;
        }

        @BeforeEach
        void before(@TopicName String topic) {
            fromBeforeEach = topic;
        }

        @AfterEach
        void after(@TopicName String topic) {
            assertThat(topic).isEqualTo(fromBeforeEach).isEqualTo(fromConstructor);
            note("topic", topic);
        }

        @Test
        void readableName(@TopicName String topic, @TopicName String same, @GroupName String group) {
            assertThat(topic).isEqualTo(fromBeforeEach).isEqualTo(same);
            assertThat(group).startsWith("GID_Naming-readableName-");
        }

        @Test
        void severalNames(@TopicName String topic, @TopicName("other") String other,
                @GroupName("one") String one, @GroupName("two") String two) {
            assertThat(List.of(topic, other, one, two)).doesNotHaveDuplicates();
            assertThat(other).startsWith("Naming-severalNames-other-");
        }

        @Test
        void topicAndGroupExist(EmbeddedRocketMq rocketMq, @TopicName(value = "wide", queues = 7) String topic,
                @GroupName String group) {
            var broker = rocketMq.brokerController();
            assertThat(broker.getTopicConfigManager().selectTopicConfig(topic).getWriteQueueNums()).isEqualTo(7);
            assertThat(broker.getTopicConfigManager().selectTopicConfig(fromConstructor).getWriteQueueNums())
                    .isEqualTo(4);
            assertThat(broker.getTopicConfigManager().selectTopicConfig("%RETRY%" + group)).isNotNull();
            assertThat(broker.getSubscriptionGroupManager().containsSubscriptionGroup(group)).isTrue();
        }

        @RepeatedTest(2)
        void repetitionsAreTestsOfTheirOwn() {
            assertThat(fromConstructor).startsWith("Naming-repetitionsAreTestsOfTheirOwn-");
        }
    }

    @WithEmbeddedRocketMq
    static final class NamingTheClass {
        @BeforeAll
        static void beforeAll(@TopicName("class") String topic) {
            assertThat(topic).startsWith("NamingTheClass-class-");
            note("class topic", topic);
        }

        @Test
        void one(@TopicName("class") String topic) {
            note("class topic", topic);
        }

        @Test
        void two(@TopicName String own) {
            assertThat(notes("class topic")).doesNotContain(own);
        }

        @Nested
        final class Inner {
            @Test
            void three(@TopicName("class") String topic) {
                note("class topic", topic);
            }
        }
    }

    static final class Optioned {
        @RegisterExtension
        static final EmbeddedRocketMqExtension ROCKETMQ = EmbeddedRocketMqExtension.with(
                EmbeddedRocketMq.builder().messageDelayLevels("7s"));

        @Test
        void test(EmbeddedRocketMq rocketMq) {
            assertThat(rocketMq.brokerController().getMessageStoreConfig().getMessageDelayLevel()).isEqualTo("7s");
            note("optioned", rocketMq);
        }

        @Nested
        final class Inner {
            @Test
            void test(EmbeddedRocketMq rocketMq) {
                note("optioned", rocketMq);
            }
        }
    }

    static final class OptionedOtherwise {
        @RegisterExtension
        static final EmbeddedRocketMqExtension ROCKETMQ = EmbeddedRocketMqExtension.with(
                EmbeddedRocketMq.builder().messageDelayLevels("9s"));

        @Test
        void test(EmbeddedRocketMq rocketMq) {
            assertThat(rocketMq.brokerController().getMessageStoreConfig().getMessageDelayLevel()).isEqualTo("9s");
            note("optioned otherwise", rocketMq);
        }
    }

    @WithEmbeddedRocketMq
    static final class Misusing {
        @Test
        void test(@TopicName int topic) {
            throw new AssertionError("not to be reached with " + topic);
        }
    }
}
