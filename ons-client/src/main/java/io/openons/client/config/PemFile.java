package io.openons.client.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.Arrays;

/**
 * A file with certificates or a key, read once, when the client is created. Equal to another one with the same content,
 * wherever that lies. Immutable; shows its path, never its content.
 */
public final class PemFile {

    private static final int LARGEST_BYTES = 1024 * 1024;

    private final String key;
    private final String path;
    private final byte[] content;

    private PemFile(String key, String path, byte[] content) {
        this.key = key;
        this.path = path;
        this.content = content;
    }

    /** Null when the key is not set, or the file cannot be read, which is noted as a problem. */
    static PemFile from(Config config, OnsKey key) {
        String path = config.text(key);
        if (path == null) {
            return null;
        }
        try {
            if (Files.size(Paths.get(path)) > LARGEST_BYTES) {
                config.problem(key.toString(), path, "a PEM file of at most " + LARGEST_BYTES + " bytes");
                return null;
            }
            return new PemFile(key.toString(), path, Files.readAllBytes(Paths.get(path)));
        } catch (IOException | InvalidPathException e) {
            config.problem(key.toString(), path, "a PEM file that can be read (" + e + ")");
            return null;
        }
    }

    /**
     * The property that names the file.
     *
     * @return the key
     */
    public String key() {
        return key;
    }

    /**
     * Where the file lies.
     *
     * @return the path as the application gave it
     */
    public String path() {
        return path;
    }

    /**
     * What the file held when it was read.
     *
     * @return a new stream
     */
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    /**
     * Whether the file has a line that says what it holds.
     *
     * @param label such as {@code ENCRYPTED PRIVATE KEY}
     * @return true when such a block begins in the file
     */
    public boolean has(String label) {
        return new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN " + label + "-----");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PemFile && Arrays.equals(content, ((PemFile) other).content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return path;
    }
}
