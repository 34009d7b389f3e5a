package shop;

import java.util.List;

/** Plays scenes; prints the lines of each, or what it threw. Arguments: name server, topic, start of group names. */
public final class Main {
    private interface Scene {
        List<String> play(Setup setup) throws Exception;
    }

    private Main() {
    }

    public static void main(String[] args) {
        Setup setup = new Setup(args[0], args[1], args[2]);
        run("plain", PlainScene::play, setup);
        run("ordered", OrderedScene::play, setup);
        run("transactions", TransactionScene::play, setup);
        run("batches", BatchScene::play, setup);
        run("pulled", PullScene::play, setup);
        run("beans", BeanScene::play, setup);
        run("intercepted", InterceptedScene::play, setup);
        run("same package", SamePackageScene::play, setup);
        run("implementers", ImplementerScene::play, setup);
        run("names", NamesScene::play, setup);
        System.exit(0); // the published PullConsumer keeps a JVM up to 20 s longer
    }

    private static void run(String name, Scene scene, Setup setup) {
        long start = System.nanoTime();
        try {
            for (String line : scene.play(setup)) {
                System.out.println(name + ": " + line);
            }
        } catch (Throwable e) {
            System.out.println(name + " threw " + e);
            e.printStackTrace();
        }
        System.err.println(name + " took " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
