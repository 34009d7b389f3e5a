package io.openons.client.rocketmq;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.netty.NettyRemotingAbstract;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;

/**
 * Signs the requests of all clients of one InstanceName with the keys of the one that has been there longest. When that
 * one leaves, the next takes over: nobody would replace or refresh the keys of a client that has ended. Thread-safe.
 */
final class NamedSigning implements RPCHook {

    /** Never empty: the last one stays, to sign what is said at the end. */
    private final List<Member> members = new CopyOnWriteArrayList<>();

    NamedSigning(Member first) {
        members.add(first);
    }

    /** That of an instance, or null where there is none. */
    static NamedSigning of(MQClientInstance instance) {
        for (RPCHook hook : ((NettyRemotingAbstract) instance.getMQClientAPIImpl().getRemotingClient()).getRPCHook()) {
            if (hook instanceof NamedSigning) {
                return (NamedSigning) hook;
            }
        }
        return null;
    }

    /** Does nothing when there is one of its group, which RocketMQ will refuse. */
    synchronized void join(Member member) {
        if (members.stream().noneMatch(present -> present.is(member.part(), member.group()))) {
            members.add(member);
        }
    }

    synchronized void leave(Member.Part part, String group) {
        if (members.size() > 1) {
            members.removeIf(member -> member.is(part, group));
        }
    }

    @Override
    public void doBeforeRequest(String address, RemotingCommand request) {
        members.get(0).signing().doBeforeRequest(address, request);
    }

    /** Each consumer hears the answers to its own pulls. */
    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        if (request.getCode() == RequestCode.PULL_MESSAGE) {
            String group = request.getExtFields().get("consumerGroup");
            members.stream().filter(member -> member.is(Member.Part.CONSUMER, group))
                    .forEach(member -> member.signing().doAfterResponse(address, request, response));
        }
    }
}
