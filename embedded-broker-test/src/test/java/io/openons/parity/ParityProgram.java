package io.openons.parity;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs scenarios side by side on the client of its class path. Arguments: a name for this run, the beginning of the
 * names of the scenarios to run, and a file with the hosts that its JVM is to know.
 */
final class ParityProgram {

    /** In front of the name of a scenario that threw something. */
    static final String BROKEN = "broken ";

    /** The broker of every scenario whose name does not begin with one of the next two. */
    static final String COMMON = "common";
    /** A broker that is slow or busy, and takes traces; and the scenarios that use it. */
    static final String SLOW = "slow";
    /** A broker that stops; and the scenarios that use it. */
    static final String OUTAGE = "outage";
    /** Scenarios that have a JVM for themselves. */
    static final String ALONE = "alone/";
    /** Names of this machine in the scenarios' JVM. */
    static final List<String> HOSTS = List.of("MQ_INST_1_p.openons.test", "mq_inst_1_p.openons.test");

    private static final int SIDE_BY_SIDE = 10;
    /** These do little else than wait. */
    private static final List<String> PATIENT = List.of(SLOW, OUTAGE, "pull/changed-partitions");

    private ParityProgram() {
    }

    public static void main(String[] args) throws InterruptedException {
        System.setProperty("jdk.net.hosts.file", args[2]);
        PrintStream lines = System.out;
        System.setOut(System.err); // what a client prints is no observation
        Desk desk = new Desk(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), lines,
                COMMON);
        boolean alone = args[1].equals(ALONE);
        if (!alone) {
            warmUp(new Context(desk, args[0], "warm-up"));
        }
        ExecutorService patient = Executors.newCachedThreadPool();
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        scenarios().forEach((name, scenario) -> {
            if (name.startsWith(args[1]) && name.startsWith(ALONE) == alone) {
                (PATIENT.stream().anyMatch(name::startsWith) ? patient : threads)
                        .execute(() -> run(name, scenario, desk.at(brokerOf(name)), args[0]));
            }
        });
        patient.shutdown();
        threads.shutdown();
        boolean done = threads.awaitTermination(12, TimeUnit.MINUTES) && patient.awaitTermination(12, TimeUnit.MINUTES);
        lines.println(done ? "done" : "late");
        if (!alone) {
            System.exit(0); // clients that were made to fail may have left threads
        }
    }

    static String brokerOf(String scenario) {
        return List.of(SLOW, OUTAGE).stream().filter(broker -> scenario.startsWith(broker + "/")).findAny()
                .orElse(COMMON);
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
        scenarios.putAll(AddressScenarios.all());
        scenarios.putAll(WireScenarios.all());
        scenarios.putAll(SlowScenarios.all());
        scenarios.putAll(OutageScenarios.all());
        scenarios.putAll(GroupScenarios.all());
        scenarios.putAll(ThreadScenarios.all());
        scenarios.putAll(TraceScenarios.all());
        return scenarios;
    }

    private static void run(String name, Scenario scenario, Desk desk, String run) {
        long start = System.nanoTime();
        try (Context context = new Context(desk, run, name)) {
            scenario.run(context);
        } catch (Throwable e) {
            e.printStackTrace();
            desk.saw(BROKEN + name, e.toString());
        }
        System.err.println("parity: " + name + " took " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
