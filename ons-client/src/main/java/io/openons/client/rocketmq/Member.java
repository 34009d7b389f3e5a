package io.openons.client.rocketmq;

import io.openons.client.auth.Credentials;
import org.apache.rocketmq.remoting.RPCHook;

/** One client among those of a transport: its part, its group as brokers name it, and what it signs with. Immutable. */
final class Member {

    /** RocketMQ keeps producer groups and consumer groups apart; one name may stand for both. */
    enum Part { PRODUCER, CONSUMER }

    private final Part part;
    private final String group;
    private final Connection connection;
    private final RPCHook signing;

    Member(Part part, String group, Connection connection) {
        this.part = part;
        this.group = group;
        this.connection = connection;
        this.signing = new SigningHook(connection);
    }

    boolean is(Part otherPart, String otherGroup) {
        return part == otherPart && group.equals(otherGroup);
    }

    Part part() {
        return part;
    }

    String group() {
        return group;
    }

    /** The instance name that it would have by itself. */
    String name() {
        return connection.settings().instanceName();
    }

    /** What it signs with now, or null. */
    Credentials credentials() {
        return connection.credentials().current();
    }

    RPCHook signing() {
        return signing;
    }

    @Override
    public String toString() {
        return connection.title();
    }
}
