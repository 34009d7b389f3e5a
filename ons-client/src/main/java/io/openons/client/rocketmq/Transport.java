package io.openons.client.rocketmq;

import io.openons.client.auth.Credentials;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The connections and threads that clients of one JVM share, and who these are. A group has one client in it for each
 * part, as RocketMQ demands. Changed by {@link Transports} alone; thread-safe for everybody else.
 *
 * <p>Most of what RocketMQ does here, it does for a group that it names. For the rest a thread can act for some of the
 * members; then only those are told to brokers, checked and signed for.
 */
final class Transport {

    /** A step that fails in its own way. */
    interface Step<T, E extends Exception> {
        T take() throws E;
    }

    private final String name;
    private final List<Object> key;
    private final Credentials first;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final ThreadLocal<List<Member>> acting = new ThreadLocal<>();

    /** Opened for a first member. */
    Transport(String name, List<Object> key, Member first) {
        this.name = name;
        this.key = key;
        this.first = first.credentials();
        members.add(first);
    }

    /** RocketMQ's instance name. */
    String name() {
        return name;
    }

    /** What its members have in common. */
    List<Object> key() {
        return key;
    }

    List<Member> members() {
        return members;
    }

    /** Takes a member in, unless its group has one already. */
    boolean admit(Member member) {
        return member(member.part(), member.group()) == null && members.add(member);
    }

    /** Null when there is none. */
    Member member(Member.Part part, String group) {
        for (Member member : members) {
            if (member.is(part, group)) {
                return member;
            }
        }
        return null;
    }

    /**
     * Who answers for requests of nobody in particular, such as the look-up of a route: whom the thread acts for, else
     * one who still has the keys that all began with, else the one who has been here longest.
     */
    Member spokesman() {
        if (acting() != null) {
            return acting().get(0);
        }
        for (Member member : members) {
            if (Objects.equals(member.credentials(), first)) {
                return member;
            }
        }
        return members.get(0);
    }

    /** The members that the thread acts for, or null when it does not. */
    List<Member> acting() {
        return acting.get();
    }

    /** The consumers that the thread acts for, or all of them. */
    List<Member> consumers() {
        List<Member> consumers = new ArrayList<>(acting() == null ? members : acting());
        consumers.removeIf(member -> member.part() != Member.Part.CONSUMER);
        return consumers;
    }

    /** Has the thread act for some members. */
    <T, E extends Exception> T act(List<Member> some, Step<T, E> step) throws E {
        List<Member> before = acting.get();
        acting.set(some);
        try {
            return step.take();
        } finally {
            if (before == null) {
                acting.remove();
            } else {
                acting.set(before);
            }
        }
    }

    /** The members, or those the thread acts for, with one set for each of the keys that they have now. */
    Collection<List<Member>> byCredentials() {
        return acting() != null ? Collections.singleton(acting()) : byCredentials(members).values();
    }

    /**
     * Who is told to brokers together: a broker that refuses one consumer's group refuses the whole heartbeat, and asks
     * nothing of a producer but its keys.
     */
    Collection<List<Member>> byHeartbeat() {
        if (acting() != null) {
            return Collections.singleton(acting());
        }
        List<Member> producers = new ArrayList<>();
        List<List<Member>> heartbeats = new ArrayList<>();
        for (Member member : members) {
            if (member.part() == Member.Part.PRODUCER) {
                producers.add(member);
            } else {
                heartbeats.add(Collections.singletonList(member));
            }
        }
        heartbeats.addAll(byCredentials(producers).values());
        return heartbeats;
    }

    private static Map<Credentials, List<Member>> byCredentials(List<Member> members) {
        Map<Credentials, List<Member>> sets = new LinkedHashMap<>();
        for (Member member : members) {
            sets.computeIfAbsent(member.credentials(), none -> new ArrayList<>()).add(member);
        }
        return sets;
    }
}
