package io.openons.client.rocketmq.trace;

import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.AccessChannel;
import org.apache.rocketmq.client.trace.TraceBean;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceType;

/** Records for tests. */
final class Records {

    private Records() {
    }

    /** The end of a call with messages of these ids, each with the id as its key's beginning. */
    static TraceContext consumed(String key, String... ids) {
        TraceContext context = new TraceContext();
        context.setTraceType(TraceType.SubAfter);
        context.setGroupName("GID");
        context.setRegionId("region");
        context.setRequestId("request");
        context.setAccessChannel(AccessChannel.LOCAL);
        context.setCostTime(5);
        context.setContextCode(4);
        context.setSuccess(false);
        List<TraceBean> beans = new ArrayList<>();
        for (String id : ids) {
            TraceBean bean = new TraceBean();
            bean.setMsgId(id);
            bean.setKeys(key);
            beans.add(bean);
        }
        context.setTraceBeans(beans);
        return context;
    }
}
