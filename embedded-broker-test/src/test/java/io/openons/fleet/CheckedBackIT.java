package io.openons.fleet;

import static com.aliyun.openservices.ons.api.transaction.TransactionStatus.CommitTransaction;
import static com.aliyun.openservices.ons.api.transaction.TransactionStatus.RollbackTransaction;
import static com.aliyun.openservices.ons.api.transaction.TransactionStatus.Unknow;
import static io.openons.fleet.Fleet.otherThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import io.openons.embedded.StoredMessage;
import io.openons.jvm.ClientLibrary;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Transactions that one producer leaves open and one of the same group on another client ends. Brokers ask the
 * producers of a group in turn, those that have sent something.
 */
@ExtendWith(FleetExtension.class)
@Timeout(120)
class CheckedBackIT {

    private final Fleet fleet;

    CheckedBackIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @ParameterizedTest
    @EnumSource
    void transactionsThatOneLeavesOpenTheOtherEnds(ClientLibrary sender) {
        try (Scene scene = new Scene(fleet, "", 2)) {
            RemoteClient undecided = scene.start(sender, Kind.TRANSACTION_PRODUCER, Unknow.name());
            String committed = open(scene, undecided, CommitTransaction);
            String rolledBack = open(scene, undecided, RollbackTransaction);

            RemoteClient other = scene.start(otherThan(sender), Kind.TRANSACTION_PRODUCER, Kind.AS_TAGGED);
            String own = committed(scene, other);

            assertEnded(scene, own, committed, rolledBack, other.deliveries());
        }
    }

    @ParameterizedTest
    @EnumSource
    void transactionsOfOneThatDiedTheOtherEnds(ClientLibrary sender) {
        try (Scene scene = new Scene(fleet, "MQ_INST_1_fleet", 2); Member mortal = fleet.mortal(sender)) {
            RemoteClient dying = scene.start(mortal, Kind.TRANSACTION_PRODUCER, Unknow.name());
            String committed = open(scene, dying, CommitTransaction);
            String rolledBack = open(scene, dying, RollbackTransaction);
            mortal.kill();

            RemoteClient other = scene.start(otherThan(sender), Kind.TRANSACTION_PRODUCER, Kind.AS_TAGGED);
            String own = committed(scene, other);

            assertEnded(scene, own, committed, rolledBack, other.deliveries());
        }
    }

    @ParameterizedTest
    @EnumSource
    void transactionsOfApacheProducersEndAsWell(ClientLibrary library) throws Exception {
        try (Scene scene = new Scene(fleet, "", 2);
                ApacheTransactions apache = new ApacheTransactions(fleet, scene, Unknow.name())) {
            String committed = apache.open(CommitTransaction);
            String rolledBack = apache.open(RollbackTransaction);

            RemoteClient other = scene.start(library, Kind.TRANSACTION_PRODUCER, Kind.AS_TAGGED);
            String own = committed(scene, other);

            assertEnded(scene, own, committed, rolledBack, other.deliveries());
        }
    }

    @ParameterizedTest
    @EnumSource
    void apacheProducersEndTransactions(ClientLibrary library) throws Exception {
        try (Scene scene = new Scene(fleet, "", 2);
                ApacheTransactions apache = new ApacheTransactions(fleet, scene, Kind.AS_TAGGED)) {
            RemoteClient undecided = scene.start(library, Kind.TRANSACTION_PRODUCER, Unknow.name());
            String committed = open(scene, undecided, CommitTransaction);
            String rolledBack = open(scene, undecided, RollbackTransaction);

            String own = apache.open(CommitTransaction);

            assertEnded(scene, own, committed, rolledBack, apache.checks());
        }
    }

    /** Sends a half message and leaves it open; tagged with the end that it is to have. */
    private static String open(Scene scene, RemoteClient producer, TransactionStatus end) {
        return producer.send(scene.topic(), end.name(), "open " + end, null, 0, Unknow);
    }

    /** What a producer commits itself; with it, the broker gets to know it. */
    private static String committed(Scene scene, RemoteClient producer) {
        return producer.send(scene.topic(), CommitTransaction.name(), "its own", null, 0, CommitTransaction);
    }

    /**
     * Waits until no transaction is open and checks the topic. A broker that does not know an end yet when it looks
     * again asks for it, and commits once for each answer.
     */
    private static void assertEnded(Scene scene, String own, String committed, String rolledBack,
            List<Delivery> checks) {
        await("no open transaction").atMost(Scene.LIMIT).untilAsserted(() -> {
            assertThat(ids(scene)).contains(own, committed);
            assertThat(asked(checks)).contains(committed, rolledBack);
            assertThat(scene.store().backlog("CID_RMQ_SYS_TRANS", "RMQ_SYS_TRANS_HALF_TOPIC")).isZero();
        });
        assertThat(ids(scene)).hasSameElementsAs(List.of(own, committed));
        assertThat(Collections.frequency(ids(scene), committed)).as("copies, one for each answer at most")
                .isLessThanOrEqualTo(Collections.frequency(asked(checks), committed));
        assertThat(Collections.frequency(ids(scene), own)).as("copies of its own")
                .isLessThanOrEqualTo(1 + Collections.frequency(asked(checks), own));
        assertThat(checks).allSatisfy(check -> {
            assertThat(check.topic()).isEqualTo(scene.topic());
            assertThat(check.key()).isEqualTo(check.body());
        });
    }

    private static List<String> ids(Scene scene) {
        return scene.stored().stream().map(StoredMessage::messageId).toList();
    }

    private static List<String> asked(List<Delivery> checks) {
        return checks.stream().map(Delivery::messageId).toList();
    }
}
