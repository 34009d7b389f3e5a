package io.openons.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.rocketmq.common.config.ConfigHelper;

/**
 * The log files that RocksDB, which every RocketMQ store opens, writes outside the harness's folder.
 *
 * <p>RocketMQ puts them into {@code logs/rocketmqlogs} of the home folder and offers no setting. The system property it
 * takes the home folder from is not switched while a store opens: tests that run meanwhile would see the wrong one. The
 * files carry the path of the store in their names, so each harness deletes its own. It also deletes the inner folder
 * when it is empty (RocketMQ makes it anew when needed), and the outer one when it is empty and was not there before
 * the first store of this JVM.
 */
final class RocksDbLogs {

    /** The outer folder, if it is of our making; null before the first store. Guarded by this class. */
    private static Boolean outerFolderIsOurs;

    private RocksDbLogs() {
    }

    /** Opens a store; no other harness of this JVM removes the folder meanwhile. */
    static synchronized <T> T whileOpening(Supplier<T> open) {
        if (outerFolderIsOurs == null) {
            outerFolderIsOurs = Files.notExists(Path.of(System.getProperty("user.home", ""), "logs"));
        }
        return open.get();
    }

    /** Deletes the logs of the stores in this folder. */
    static synchronized void delete(DataFolder folder) {
        if (outerFolderIsOurs == null) {
            return; // no store was ever opened
        }
        Path logs = Path.of(ConfigHelper.getDBLogDir());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(logs, "*" + folder.root().getFileName() + "_*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            deleteIfEmpty(logs);
            if (outerFolderIsOurs) {
                deleteIfEmpty(logs.getParent());
            }
        } catch (NoSuchFileException e) {
            // Another process has tidied up before us.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the RocksDB logs of the embedded RocketMQ in " + logs, e);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        // Not so for links, which would go however full the folder is that they lead to.
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                // Others have files there still.
            }
        }
    }
}
