package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONWriter;
import java.util.Collection;

/** Writes the fields of objects as fastjson2 does by itself: without those that are null. Stateless. */
final class JsonOutput {

    private JsonOutput() {
    }

    static void name(JSONWriter out, String name) {
        out.writeName(name);
        out.writeColon();
    }

    static void number(JSONWriter out, String name, int value) {
        name(out, name);
        out.writeInt32(value);
    }

    static void flag(JSONWriter out, String name, boolean value) {
        name(out, name);
        out.writeBool(value);
    }

    static void text(JSONWriter out, String name, String value) {
        if (value != null) {
            name(out, name);
            out.writeString(value);
        }
    }

    static void list(JSONWriter out, String name, Collection<?> value) {
        if (value != null) {
            name(out, name);
            out.writeAny(value);
        }
    }

    static void constant(JSONWriter out, String name, Enum<?> value) {
        text(out, name, value == null ? null : value.name());
    }
}
