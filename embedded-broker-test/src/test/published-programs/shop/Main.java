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
            for (String line : play(scene, setup)) {
                System.out.println(name + ": " + line);
            }
        } catch (Throwable e) {
            System.out.println(name + " threw " + e);
            e.printStackTrace();
        }
        System.err.println(name + " took " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    /** On a busy machine a name server may answer a new client too late. It has sent nothing then, and begins again. */
    private static List<String> play(Scene scene, Setup setup) throws Exception {
        for (int late = 0; late < 3; late++) {
            try {
                return scene.play(setup);
            } catch (RuntimeException e) {
                String text = e.toString();
                if (!text.contains("Topic does not exist") && !text.contains("No route info")
                    && !text.contains("none of the name servers")) {
                    throw e;
                }
                e.printStackTrace();
            }
        }
        return scene.play(setup);
    }
}
