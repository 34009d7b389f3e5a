package io.openons.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Reads all that the suites' JVM prints and fails the class during which a secret of any suite was in it. Found as a
 * service, so that no suite is left out; what the tests start in JVMs of their own is not seen here.
 */
public final class OutputWatch implements BeforeAllCallback, AfterAllCallback {

    /** What the secrets and tokens of the suites begin or end with. */
    private static final List<String> SECRETS = List.of(SecretsProgram.MARK, "'s secret", "secret of ", "token of ");
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!(System.out instanceof Watched)) {
            System.setOut(new Watched(System.out));
            System.setErr(new Watched(System.err));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> lines = List.copyOf(FOUND);
        FOUND.clear();
        assertThat(lines).as("lines with secrets in the output").isEmpty();
    }

    private static final class Watched extends PrintStream {
        Watched(PrintStream output) {
            super(new Lines(output), true, StandardCharsets.UTF_8);
        }
    }

    /** Hands everything on. A print stream calls it with its own lock held. */
    private static final class Lines extends OutputStream {

        private final PrintStream output;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(PrintStream output) {
            this.output = output;
        }

        @Override
        public void write(int value) {
            output.write(value);
            read(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            output.write(bytes, offset, length);
            for (int i = offset; i < offset + length; i++) {
                read(bytes[i]);
            }
        }

        @Override
        public void flush() {
            output.flush();
        }

        private void read(int value) {
            line.write(value);
            if (value == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                if (SECRETS.stream().anyMatch(text::contains)) {
                    FOUND.add(text.strip());
                }
            }
        }
    }
}
