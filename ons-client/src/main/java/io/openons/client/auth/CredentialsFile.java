package io.openons.client.auth;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a machine's administrator puts keys into: a properties file {@code onskey} in the home folder, or the
 * one that the system property {@code rocketmq.client.keyFile} names. The published client has it without telling; it
 * is read here for applications that rely on it. Stateless.
 */
public final class CredentialsFile {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialsFile.class);

    private CredentialsFile() {
    }

    /**
     * Where the file is looked for.
     *
     * @return its path, whether it exists or not
     */
    public static String place() {
        String home = System.getProperty("user.home", "") + File.separator + "onskey";
        return System.getProperty("rocketmq.client.keyFile", home);
    }

    /**
     * Reads the file; one that cannot be read is told by a WARN.
     *
     * @param place its path
     * @return what it holds, nothing if there is no such file
     */
    public static Properties read(String place) {
        Properties content = new Properties();
        Path file = Paths.get(place);
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                content.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Key file cannot be read and counts as empty. file={}", place, e);
                content.clear();
            }
        }
        return content;
    }
}
