package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONException;
import com.alibaba.fastjson2.JSONReader;
import java.util.HashMap;

/** Steps through objects, and fails where an input ends early or is something else. Stateless. */
final class JsonInput {

    private JsonInput() {
    }

    static void startObject(JSONReader in) {
        if (!in.nextIfObjectStart()) {
            throw new JSONException(in.info("expected {"));
        }
    }

    /** The name of the next field, or null at the end of the object. */
    static String nextField(JSONReader in) {
        if (in.nextIfObjectEnd()) {
            return null;
        }
        String name = in.readFieldName();
        if (name == null) {
            throw new JSONException(in.info("expected a name"));
        }
        return name;
    }

    /** The constant of that name, or null. */
    static <E extends Enum<E>> E constant(JSONReader in, E[] constants) {
        String name = in.readString();
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    /** An object whose values are all texts, or null. */
    static HashMap<String, String> texts(JSONReader in) {
        if (in.nextIfNullOrEmptyString()) {
            return null;
        }
        HashMap<String, String> texts = new HashMap<>();
        startObject(in);
        for (String name = nextField(in); name != null; name = nextField(in)) {
            texts.put(name, in.readString());
        }
        return texts;
    }
}
