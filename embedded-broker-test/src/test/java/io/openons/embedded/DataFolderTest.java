package io.openons.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataFolderTest {

    private final DataFolder folder = DataFolder.create();

    @AfterEach
    void delete() {
        folder.delete();
    }

    @Test
    void restoredSnapshotUndoesWhatHappenedSince() throws Exception {
        Files.createDirectories(folder.store().resolve("config"));
        Files.writeString(folder.store().resolve("config").resolve("kept"), "before");
        Files.writeString(folder.store().resolve("abort"), "");
        folder.takeSnapshot();

        Files.writeString(folder.store().resolve("config").resolve("kept"), "after");
        Files.writeString(folder.store().resolve("new"), "");
        Files.delete(folder.store().resolve("abort"));
        folder.restoreSnapshot();

        assertThat(folder.store().resolve("config").resolve("kept")).hasContent("before");
        assertThat(folder.store().resolve("abort")).exists();
        assertThat(folder.store().resolve("new")).doesNotExist();
        assertThat(folder.snapshot()).doesNotExist();
    }

    @Test
    void nothingIsLeftOfADeletedFolder() throws Exception {
        Files.createDirectories(folder.store().resolve("commitlog"));
        Files.writeString(folder.store().resolve("commitlog").resolve("0"), "data");

        folder.delete();
        folder.delete();

        assertThat(folder.root()).doesNotExist();
    }
}
