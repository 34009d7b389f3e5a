package io.openons.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The one temporary folder of a harness: everything the two servers write into files is below it. */
final class DataFolder {

    private final Path root;

    private DataFolder(Path root) {
        this.root = root;
    }

    static DataFolder create() {
        try {
            String prefix = "embedded-rocketmq-" + ProcessHandle.current().pid() + "-";
            return new DataFolder(Files.createTempDirectory(prefix).toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a folder for the embedded RocketMQ in "
                    + System.getProperty("java.io.tmpdir") + ". Check the system property java.io.tmpdir.", e);
        }
    }

    Path root() {
        return root;
    }

    /** Where the broker keeps messages, offsets and the definitions of topics and groups. */
    Path store() {
        return root.resolve("store");
    }

    /** Where the copy of a killed broker's store waits until the broker has gone. */
    Path snapshot() {
        return root.resolve("snapshot");
    }

    Path nameServer() {
        return root.resolve("nameserver");
    }

    /** Copies what the store's files hold at this moment; files that vanish meanwhile are left out. */
    void takeSnapshot() {
        copy(store(), snapshot());
    }

    /** Puts the snapshot in the place of the store. */
    void restoreSnapshot() {
        delete(store());
        try {
            Files.move(snapshot(), store());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put the snapshot of a killed broker in place: " + snapshot(), e);
        }
    }

    void delete() {
        delete(root);
    }

    private static void copy(Path from, Path to) {
        walk(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (NoSuchFileException e) {
                    // A temporary file that was renamed between listing and copying; its new name is listed, too.
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return skipVanished(failure);
            }
        });
    }

    private static void delete(Path tree) {
        walk(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return skipVanished(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileVisitResult skipVanished(IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private static void walk(Path tree, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(tree, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy or delete the data of the embedded RocketMQ in " + tree, e);
        }
    }
}
