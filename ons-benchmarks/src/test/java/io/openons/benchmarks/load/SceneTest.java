package io.openons.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SceneTest {

    @Test
    void argumentsTellTheOtherJvmEverything() {
        Properties client = new Properties();
        client.setProperty("key", "a=b");
        Scene scene = new Scene(MeasureKind.CONSUME, true, "127.0.0.1:1", "topic", 2, "GID", 3, 4, 5, 6, 7, 8,
                Duration.ofMillis(1500), Duration.ofSeconds(9), client);

        Scene read = Scene.parse(scene.toArguments().toArray(String[]::new));

        assertThat(read).isEqualTo(scene);
        assertThat(read.topics()).containsExactly("topic-0", "topic-1");
        assertThat(read.groups()).containsExactly("GID-0", "GID-1", "GID-2");
    }
}
