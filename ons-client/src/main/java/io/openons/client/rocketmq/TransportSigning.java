package io.openons.client.rocketmq;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONObject;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.remoting.CommandCustomHeader;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RemotingSerializable;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.body.CheckClientRequestBody;
import org.apache.rocketmq.remoting.protocol.body.LockBatchRequestBody;
import org.apache.rocketmq.remoting.protocol.body.UnlockBatchRequestBody;
import org.apache.rocketmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.SendMessageRequestHeaderV2;

/**
 * Signs each request of a transport with the keys of the member that it belongs to: the one of the group it names. A
 * heartbeat is narrowed to the members that the thread acts for. Stateless.
 */
final class TransportSigning implements RPCHook {

    private final Transport transport;

    TransportSigning(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void doBeforeRequest(String address, RemotingCommand request) {
        if (request.getCode() == RequestCode.HEART_BEAT) {
            narrow(request);
        }
        Member member = owner(request);
        (member == null ? transport.spokesman() : member).signing().doBeforeRequest(address, request);
    }

    private void narrow(RemotingCommand request) {
        if (transport.acting() == null) {
            return;
        }
        JSONObject heartbeat = JSON.parseObject(request.getBody());
        removeOthers(Member.Part.PRODUCER, (Collection<?>) heartbeat.get("producerDataSet"));
        removeOthers(Member.Part.CONSUMER, (Collection<?>) heartbeat.get("consumerDataSet"));
        request.setBody(JSON.toJSONBytes(heartbeat));
    }

    /** By interfaces: which classes stand for arrays and objects, an application can tell fastjson2. */
    private void removeOthers(Member.Part part, Collection<?> groups) {
        for (Iterator<?> all = groups.iterator(); all.hasNext(); ) {
            if (!acting(part, (String) ((Map<?, ?>) all.next()).get("groupName"))) {
                all.remove();
            }
        }
    }

    private boolean acting(Member.Part part, String group) {
        for (Member member : transport.acting()) {
            if (member.is(part, group)) {
                return true;
            }
        }
        return false;
    }

    private Member owner(RemotingCommand request) {
        CommandCustomHeader header = request.readCustomHeader();
        if (header instanceof SendMessageRequestHeaderV2) {
            SendMessageRequestHeaderV2 message = (SendMessageRequestHeaderV2) header;
            return sender(message.getA(), message.getB());
        }
        if (header instanceof ConsumerSendMsgBackRequestHeader) {
            return consumer(((ConsumerSendMsgBackRequestHeader) header).getGroup());
        }
        String group = groupInBody(request);
        if (group != null) {
            return consumer(group);
        }
        request.makeCustomHeaderToNet(); // as signing does
        String producer = field(request, "producerGroup");
        return producer != null ? sender(producer, field(request, "topic"))
                : consumer(field(request, "consumerGroup"));
    }

    private static String field(RemotingCommand request, String name) {
        return request.getExtFields() == null ? null : request.getExtFields().get(name);
    }

    /** A message that goes back for another try may be sent by RocketMQ's own producer, to the group's retry topic. */
    private Member sender(String group, String topic) {
        Member member = transport.member(Member.Part.PRODUCER, group);
        return member == null && topic != null && topic.startsWith(MixAll.RETRY_GROUP_TOPIC_PREFIX)
                ? consumer(topic.substring(MixAll.RETRY_GROUP_TOPIC_PREFIX.length())) : member;
    }

    private Member consumer(String group) {
        return group == null ? null : transport.member(Member.Part.CONSUMER, group);
    }

    private static String groupInBody(RemotingCommand request) {
        switch (request.getCode()) {
            case RequestCode.LOCK_BATCH_MQ:
                return RemotingSerializable.decode(request.getBody(), LockBatchRequestBody.class).getConsumerGroup();
            case RequestCode.UNLOCK_BATCH_MQ:
                return RemotingSerializable.decode(request.getBody(), UnlockBatchRequestBody.class).getConsumerGroup();
            case RequestCode.CHECK_CLIENT_CONFIG:
                return RemotingSerializable.decode(request.getBody(), CheckClientRequestBody.class).getGroup();
            default:
                return null;
        }
    }

    @Override
    public void doAfterResponse(String address, RemotingCommand request, RemotingCommand response) {
        Member member = request.getCode() == RequestCode.PULL_MESSAGE ? owner(request) : null;
        if (member != null) {
            member.signing().doAfterResponse(address, request, response);
        }
    }
}
