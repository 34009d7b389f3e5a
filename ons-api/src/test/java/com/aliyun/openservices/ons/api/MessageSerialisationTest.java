package com.aliyun.openservices.ons.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The serial form of the published class: what decides whether each side reads what the other wrote. */
class MessageSerialisationTest {
    @Test
    void serialFormIsThatOfThePublishedClass() {
        ObjectStreamClass form = ObjectStreamClass.lookup(Message.class);

        assertThat(form.getSerialVersionUID()).isEqualTo(-1385924226856188094L);
        assertThat(form.getFields()).extracting(ObjectStreamField::getName)
            .containsExactlyInAnyOrder("body", "systemProperties", "topic", "userProperties");
        assertThat(form.getField("body").getType()).isEqualTo(byte[].class);
        assertThat(form.getField("systemProperties").getType()).isEqualTo(Properties.class);
        assertThat(form.getField("topic").getType()).isEqualTo(String.class);
        assertThat(form.getField("userProperties").getType()).isEqualTo(Properties.class);
    }

    @Test
    void messageSurvivesSerialisation() throws Exception {
        Message message = new Message("topic", "tag", "key", new byte[] {1, 2});
        message.putUserProperties("a", "b");
        message.setMsgID("id");

        Message copy = (Message) read(write(message));

        assertThat(copy).hasToString(message.toString());
        assertThat(copy.getBody()).containsExactly(1, 2);
        assertThat(copy.getMsgID()).isEqualTo("id");
    }

    private static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
