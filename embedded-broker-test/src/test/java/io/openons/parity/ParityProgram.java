package io.openons.parity;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs scenarios side by side on the client of its class path. Arguments: name server, a name for this run, and the
 * beginning of the names of the scenarios to run.
 */
final class ParityProgram {

    /** In front of the name of a scenario that threw something. */
    static final String BROKEN = "broken ";

    private static final int SIDE_BY_SIDE = 10;

    private ParityProgram() {
    }

    public static void main(String[] args) throws InterruptedException {
        PrintStream lines = System.out;
        System.setOut(System.err); // what a client prints is no observation
        Desk desk = new Desk(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), lines);
        warmUp(new Context(desk, args[0], args[1], "warm-up"));
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        scenarios().forEach((name, scenario) -> {
            if (name.startsWith(args[2])) {
                threads.execute(() -> run(name, scenario, new Context(desk, args[0], args[1], name), desk));
            }
        });
        threads.shutdown();
        boolean done = threads.awaitTermination(12, TimeUnit.MINUTES);
        lines.println(done ? "done" : "late");
        System.exit(0); // clients that were made to fail may have left threads
    }

    /** On a busy machine the first send of a JVM takes longer than clients wait: all others come after it. */
    private static void warmUp(Context context) throws InterruptedException {
        try (context) {
            String topic = context.topic("topic");
            Sending sending = context.sender(Sender.SYNC);
            Context.await(() -> {
                try {
                    sending.send(Context.message(topic, "body"));
                    return true;
                } catch (Exception e) {
                    return false;
                }
            });
        }
    }

    static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.putAll(StoredScenarios.all());
        scenarios.putAll(SeenScenarios.all());
        scenarios.putAll(LifecycleScenarios.all());
        scenarios.putAll(PropertyScenarios.all());
        scenarios.putAll(SettingScenarios.all());
        scenarios.putAll(ValidationScenarios.all());
        scenarios.putAll(RetryScenarios.all());
        scenarios.putAll(BatchScenarios.all());
        scenarios.putAll(SelectorScenarios.all());
        scenarios.putAll(TransactionScenarios.all());
        scenarios.putAll(PullScenarios.all());
        scenarios.putAll(BeanScenarios.all());
        scenarios.putAll(NamespaceScenarios.all());
        scenarios.putAll(BroadcastScenarios.all());
        scenarios.putAll(InterceptorScenarios.all());
        scenarios.putAll(ValueScenarios.all());
        return scenarios;
    }

    private static void run(String name, Scenario scenario, Context context, Desk desk) {
        long start = System.nanoTime();
        try (context) {
            scenario.run(context);
        } catch (Throwable e) {
            e.printStackTrace();
            desk.saw(BROKEN + name, e.toString());
        }
        System.err.println("parity: " + name + " took " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
