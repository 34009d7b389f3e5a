package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONReader;
import org.apache.rocketmq.remoting.protocol.LanguageCode;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.SerializeType;

/** Reads the header of a request or response. Stateless. */
final class HeaderReader implements FieldsReader<RemotingCommand> {

    private static final LanguageCode[] LANGUAGES = LanguageCode.values();
    private static final SerializeType[] SERIALIZE_TYPES = SerializeType.values();

    @Override
    public RemotingCommand empty() {
        RemotingCommand command = RemotingCommand.createRequestCommand(0, null);
        command.setVersion(0);
        return command;
    }

    @Override
    public void read(JSONReader in, String name, RemotingCommand command) {
        switch (name) {
            case "code":
                command.setCode(in.readInt32Value());
                break;
            case "extFields":
                command.setExtFields(JsonInput.texts(in));
                break;
            case "flag":
                command.setFlag(in.readInt32Value());
                break;
            case "language":
                command.setLanguage(JsonInput.constant(in, LANGUAGES));
                break;
            case "opaque":
                command.setOpaque(in.readInt32Value());
                break;
            case "remark":
                command.setRemark(in.readString());
                break;
            case "serializeTypeCurrentRPC":
                command.setSerializeTypeCurrentRPC(JsonInput.constant(in, SERIALIZE_TYPES));
                break;
            case "version":
                command.setVersion(in.readInt32Value());
                break;
            default:
                in.skipValue();
        }
    }
}
