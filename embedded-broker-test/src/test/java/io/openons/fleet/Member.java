package io.openons.fleet;

import io.openons.jvm.ClientJvm;
import io.openons.jvm.ClientLibrary;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link FleetProgram} that runs in a JVM of its own. Commands wait for their answers. Thread-safe. */
final class Member implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** A program says nothing for as long as it is not told to. */
    private static final Duration SILENCE = Duration.ofDays(1);

    private final ClientLibrary library;
    private final ClientJvm jvm;
    private final Thread reader;
    private final BlockingQueue<List<String>> answers = new LinkedBlockingQueue<>();
    private final Map<String, List<Delivery>> deliveries = new ConcurrentHashMap<>();

    private Member(ClientLibrary library, ClientJvm jvm) {
        this.library = library;
        this.jvm = jvm;
        this.reader = new Thread(this::read, "fleet-member-" + library);
    }

    static Member start(String name, ClientLibrary library) {
        try {
            Member member = new Member(library, ClientJvm.start(name, library, List.of(), FleetProgram.class));
            member.reader.start();
            return member;
        } catch (IOException e) {
            throw new IllegalStateException("The program did not start.", e);
        }
    }

    private void read() {
        try {
            for (String line = jvm.nextLine(SILENCE); line != null; line = jvm.nextLine(SILENCE)) {
                List<String> words = Line.words(line);
                if (words.get(0).equals("delivery")) {
                    deliveries(words.get(1)).add(Delivery.read(words.subList(2, words.size())));
                } else {
                    answers.add(words);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a client has reported so far; grows. */
    List<Delivery> deliveries(String client) {
        return deliveries.computeIfAbsent(client, absent -> new CopyOnWriteArrayList<>());
    }

    /**
     * Has the program do something.
     *
     * @return the value it answers
     * @throws IllegalStateException if it could not
     */
    synchronized String tell(Object... command) {
        try {
            jvm.say(Line.of(command));
            List<String> answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer == null || !answer.get(0).equals("done")) {
                throw new IllegalStateException(library + " was told " + Arrays.asList(command) + ": " + answer);
            }
            return answer.get(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return jvm.process().isAlive();
    }

    /** Ends the program as a crash would. */
    void kill() {
        jvm.process().destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        jvm.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
