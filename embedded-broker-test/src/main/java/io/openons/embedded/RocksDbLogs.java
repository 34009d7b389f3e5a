package io.openons.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.rocketmq.common.config.ConfigHelper;

/**
 * The log files that RocksDB, which every RocketMQ store opens, writes outside the harness's folder.
 *
 * <p>RocketMQ puts them into {@code logs/rocketmqlogs} of the home folder and offers no setting. The system property it
 * takes the home folder from is not switched while a store opens: tests that run meanwhile would see the wrong one. The
 * files carry the path of the store in their names, so each harness deletes its own, and the folders if they are of our
 * making and empty.
 */
final class RocksDbLogs {

    /** Folders that were not there before the first store, the inner one first. Guarded by this class. */
    private static List<Path> created;

    private RocksDbLogs() {
    }

    /** Opens a store; no other harness removes the folder meanwhile. */
    static synchronized boolean whileOpening(BooleanSupplier open) {
        if (created == null) {
            created = absent(Path.of(System.getProperty("user.home", ""), "logs", "rocketmqlogs"));
        }
        return open.getAsBoolean();
    }

    private static List<Path> absent(Path folder) {
        return List.of(folder, folder.getParent()).stream().filter(Files::notExists).toList();
    }

    /** Deletes the logs of the stores in this folder. */
    static synchronized void delete(DataFolder folder) {
        if (created == null) {
            return; // no store was ever opened
        }
        Path logs = Path.of(ConfigHelper.getDBLogDir());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(logs, "*" + folder.root().getFileName() + "_*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            for (Path empty : created) {
                Files.deleteIfExists(empty);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Others have files there still, or have tidied up before us.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the RocksDB logs of the embedded RocketMQ in " + logs, e);
        }
    }
}
