package io.openons.fleet;

import com.aliyun.openservices.ons.api.transaction.TransactionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A client of a {@link Member}'s program: a producer, a consumer or both. Its methods fail as the client's do. */
final class RemoteClient implements Receiver {

    private final Member member;
    private final String name;
    private boolean stopped;

    private RemoteClient(Member member, String name) {
        this.member = member;
        this.name = name;
    }

    static RemoteClient start(Member member, Kind kind, String name, String topic, String choice,
            Map<String, String> properties) {
        List<String> command = new ArrayList<>(Arrays.asList("start", name, kind.name(), topic, choice));
        properties.forEach((key, value) -> command.addAll(List.of(key, value)));
        member.tell(command.toArray());
        return new RemoteClient(member, name);
    }

    String send(String topic, String tag, String body) {
        return send(topic, tag, body, null, 0, TransactionStatus.CommitTransaction);
    }

    /** For a producer of any kind: what the kind has no use for is not looked at. */
    String send(String topic, String tag, String body, String shardingKey, long startDeliverTime,
            TransactionStatus end) {
        return member.tell("send", name, topic, tag, body, shardingKey, startDeliverTime, end);
    }

    /** Polls a pull consumer; what it returns is in its deliveries soon after. */
    void poll(Duration timeout) {
        member.tell("poll", name, timeout.toMillis());
    }

    void commit() {
        member.tell("commit", name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Delivery> deliveries() {
        return member.deliveries(name);
    }

    @Override
    public void stop() {
        if (!stopped && member.isAlive()) {
            stopped = true;
            member.tell("stop", name);
        }
    }
}
