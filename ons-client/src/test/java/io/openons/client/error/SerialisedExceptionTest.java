package io.openons.client.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import org.apache.rocketmq.client.exception.MQClientException;
import org.junit.jupiter.api.Test;

/** What others read of our exceptions: a type of the API, whatever else they have. */
class SerialisedExceptionTest {

    @Test
    void readersNeedTheApiAndTheJdkAlone() throws Exception {
        CodedClientException thrown = Failure.of(ErrorCode.NO_ROUTE, "No route").with("topic", "orders")
                .causedBy(new MQClientException("from RocketMQ", new IllegalStateException("deep"))).toException();

        Throwable read = (Throwable) read(write(thrown));

        assertThat(read).isExactlyInstanceOf(ONSClientException.class).hasMessage(thrown.getMessage());
        assertThat(read.getMessage()).contains("[ONS-3001 topic=orders]");
        assertThat(read.getStackTrace()).isEqualTo(thrown.getStackTrace()).isNotEmpty();
        assertThat(read.getCause()).isExactlyInstanceOf(ONSClientException.class)
                .hasMessageContaining("MQClientException").hasMessageContaining("from RocketMQ");
        assertThat(read.getCause().getCause()).hasMessage("java.lang.IllegalStateException: deep").hasNoCause();
    }

    private static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass form) throws IOException, ClassNotFoundException {
                assertThat(form.getName()).matches("\\[?L?(java\\.|com\\.aliyun\\.openservices\\.ons\\.api\\.).*");
                return super.resolveClass(form);
            }
        }) {
            return in.readObject();
        }
    }
}
