package io.openons.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.openons.embedded.EmbeddedRocketMq;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the test classes of {@link Samples} in a JUnit of their own and looks at what they were given. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EmbeddedRocketMqExtensionIT {

    @BeforeEach
    void forget() {
        Samples.NOTES.clear();
    }

    @Test
    void classesOfOneRunShareABrokerThatIsClosedAtTheEnd() {
        succeed(run(false, Samples.SharingOne.class, Samples.SharingTwo.class), 2);

        List<EmbeddedRocketMq> brokers = brokers("shared");
        assertThat(brokers).hasSize(2);
        assertThat(brokers.get(0)).isSameAs(brokers.get(1));
        assertThat(brokers.get(0).toString()).endsWith("(closed)");
    }

    @Test
    void classWithABrokerOfItsOwnSharesItWithItsNestedClassesOnly() {
        succeed(run(false, Samples.SharingOne.class, Samples.Owning.class), 4);

        List<EmbeddedRocketMq> brokers = brokers("own");
        assertThat(brokers).hasSize(3);
        assertThat(brokers.stream().distinct()).hasSize(1);
        assertThat(brokers("shared")).doesNotContain(brokers.get(0));
        assertThat(brokers.get(0).toString()).endsWith("(closed)");
    }

    @Test
    void brokerOfAClassIsClosedBeforeTheNextClassStarts() {
        succeed(run(false, Samples.Owning.class, Samples.OwningNext.class), 4);
    }

    @Test
    void namesAreTheSameWithinATestAndDifferBetweenTests() {
        succeed(run(false, Samples.Naming.class), 5);

        List<Object> topics = Samples.notes("topic");
        assertThat(topics).hasSize(5).doesNotHaveDuplicates();
        assertThat(topics).allSatisfy(topic -> assertThat((String) topic).startsWith("Naming-"));
        assertThat(topics).anySatisfy(topic -> assertThat((String) topic).startsWith("Naming-readableName-"));
    }

    @Test
    void namesOfBeforeAllBelongToAllTestsOfTheClass() {
        succeed(run(false, Samples.NamingTheClass.class), 3);

        assertThat(Samples.notes("class topic").stream().distinct()).hasSize(1);
        assertThat(Samples.notes("class topic")).hasSize(3);
    }

    @Test
    void parallelTestsGetNamesOfTheirOwn() {
        succeed(run(true, Samples.Naming.class, Samples.SharingOne.class, Samples.SharingTwo.class,
                Samples.Owning.class), 10);

        assertThat(Samples.notes("topic")).hasSize(5).doesNotHaveDuplicates();
        assertThat(brokers("shared").stream().distinct()).hasSize(1);
    }

    @Test
    void extensionWithOptionsGivesEachClassItsBroker() {
        succeed(run(false, Samples.Optioned.class, Samples.OptionedOtherwise.class), 3);

        assertThat(brokers("optioned").stream().distinct()).hasSize(1);
        assertThat(brokers("optioned otherwise")).doesNotContainAnyElementsOf(brokers("optioned"));
        assertThat(Stream.concat(brokers("optioned").stream(), brokers("optioned otherwise").stream()))
                .allSatisfy(broker -> assertThat(broker.toString()).endsWith("(closed)"));
    }

    @Test
    void nameForAnotherTypeThanStringIsRefused() {
        run(false, Samples.Misusing.class).testEvents().assertThatEvents().haveExactly(1, event(finishedWithFailure(
                instanceOf(ParameterResolutionException.class), message(text -> text.contains(
                        "@TopicName and @GroupName belong on parameters of type String, not int")))));
    }

    private static EngineExecutionResults run(boolean parallel, Class<?>... classes) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", Boolean.toString(parallel))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent");
        for (Class<?> testClass : classes) {
            kit.selectors(selectClass(testClass));
        }
        return kit.execute();
    }

    private static void succeed(EngineExecutionResults results, int tests) {
        results.allEvents().failed().assertThatEvents().isEmpty();
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(tests));
    }

    private static List<EmbeddedRocketMq> brokers(String note) {
        return Samples.notes(note).stream().map(EmbeddedRocketMq.class::cast).toList();
    }
}
