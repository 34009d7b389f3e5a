package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONWriter;
import com.alibaba.fastjson2.writer.ObjectWriter;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/** Writes the header of a request or response. Stateless. */
final class HeaderWriter implements ObjectWriter<RemotingCommand> {

    @Override
    public void write(JSONWriter out, Object object, Object fieldName, Type fieldType, long features) {
        RemotingCommand command = (RemotingCommand) object;
        out.startObject();
        JsonOutput.number(out, "code", command.getCode());
        if (command.getExtFields() != null) {
            JsonOutput.name(out, "extFields");
            out.startObject();
            for (Map.Entry<String, String> field : command.getExtFields().entrySet()) {
                JsonOutput.text(out, field.getKey(), field.getValue());
            }
            out.endObject();
        }
        JsonOutput.number(out, "flag", command.getFlag());
        JsonOutput.constant(out, "language", command.getLanguage());
        JsonOutput.number(out, "opaque", command.getOpaque());
        JsonOutput.text(out, "remark", command.getRemark());
        JsonOutput.constant(out, "serializeTypeCurrentRPC", command.getSerializeTypeCurrentRPC());
        JsonOutput.number(out, "version", command.getVersion());
        out.endObject();
    }
}
