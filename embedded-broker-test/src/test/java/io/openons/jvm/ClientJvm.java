package io.openons.jvm;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A test's program in a JVM of its own, with one {@link ClientLibrary} and the test classes as its class path. The
 * program and what it uses of the test classes may need the API and the JDK, no more.
 *
 * <p>Test and program talk in lines over the program's standard input and output; a program that goes on until it is
 * told otherwise should end when its input ends. Its home folder lies below {@code target} and goes with it; what it
 * writes to standard error stays, as {@code target/<name>-<library>.log}.
 */
public final class ClientJvm implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("target", "test-classes");
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);
    /** What the reader puts behind the last line. */
    private static final String END = new String("end");

    private final Path home;
    private final Path log;
    private final Process process;
    private final PrintStream input;
    private final Thread reader;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ClientJvm(Path home, Path log, Process process) {
        this.home = home;
        this.log = log;
        this.process = process;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "lines-of-" + log.getFileName());
    }

    /**
     * Runs a program until it ends by itself or this object is closed.
     *
     * @param name of the log file, without an ending
     * @param moreClassPath folders in front of the test classes, such as one with services
     */
    public static ClientJvm start(String name, ClientLibrary library, List<Path> moreClassPath, Class<?> program,
            String... arguments) throws IOException {
        return start(name, library, moreClassPath, program.getName(), arguments);
    }

    /** The same for a program that is not among the test classes. */
    public static ClientJvm start(String name, ClientLibrary library, List<Path> moreClassPath, String program,
            String... arguments) throws IOException {
        List<Path> classPath = new ArrayList<>(moreClassPath);
        classPath.add(PROGRAMS);
        classPath.addAll(library.classPath());
        return start(name + "-" + library.name().toLowerCase(), classPath, program, arguments);
    }

    /** The same with any class path. */
    public static ClientJvm start(String name, List<Path> classPath, String program, String... arguments)
            throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        Path log = target.resolve(name + ".log");
        Path home = Files.createTempDirectory(target, "home-of-" + name + "-");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Xss512k",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Duser.home=" + home,
                "-Dfile.encoding=UTF-8", "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                program));
        command.addAll(List.of(arguments));
        ClientJvm jvm = new ClientJvm(home, log, new ProcessBuilder(command).redirectError(log.toFile()).start());
        jvm.reader.start();
        return jvm;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // The process was ended.
        } finally {
            lines.add(END);
        }
    }

    /** Gives the program a line. */
    public void say(String line) {
        input.println(line);
    }

    /**
     * The program's next line.
     *
     * @return the line, or null when there are no more because the program ended
     * @throws IllegalStateException if none comes in time
     */
    public String nextLine(Duration limit) throws InterruptedException {
        String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new IllegalStateException("No line within " + limit + ". See " + log + ".");
        }
        if (line == END) {
            lines.add(END);
            return null;
        }
        return line;
    }

    /**
     * Waits for the program to end by itself.
     *
     * @return its remaining lines
     * @throws IllegalStateException if it does not end in time, or with an exit value other than 0
     */
    public List<String> awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The program did not end within " + limit + ". See " + log + ".");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("The program ended with exit value " + process.exitValue() + ". See "
                    + log + ".");
        }
        List<String> rest = new ArrayList<>();
        for (String line = nextLine(limit); line != null; line = nextLine(limit)) {
            rest.add(line);
        }
        return rest;
    }

    /** The process, to kill it for example. */
    public Process process() {
        return process;
    }

    /** Ends the program's input, then, after some seconds, the program. */
    @Override
    public void close() {
        try {
            input.close();
            process.waitFor(PATIENCE_AT_END.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            reader.join();
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
