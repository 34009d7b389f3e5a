package io.openons.client.rocketmq.json;

import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.reader.ObjectReader;
import java.lang.reflect.Type;

/**
 * Reads an object field by field, or null. Stateless.
 *
 * @param <T> the object's type
 */
interface FieldsReader<T> extends ObjectReader<T> {

    /** An object without any of the fields. */
    T empty();

    /** Reads the value of the field of that name; skips it where the object has none. */
    void read(JSONReader in, String name, T object);

    @Override
    default T readObject(JSONReader in, Type fieldType, Object fieldName, long features) {
        if (in.nextIfNull()) {
            return null;
        }
        T object = empty();
        JsonInput.startObject(in);
        for (String name = JsonInput.nextField(in); name != null; name = JsonInput.nextField(in)) {
            read(in, name, object);
        }
        return object;
    }
}
