package io.openons.benchmarks.load;

/** The program of a measured JVM. Its arguments are those of a {@link Scene}. */
public final class LoadProgram {

    private LoadProgram() {
    }

    /**
     * Measures once and ends the JVM.
     *
     * @param arguments see {@link Scene#parse}
     */
    public static void main(String[] arguments) {
        StartRun.mainBegins();
        int status = 0;
        try {
            Scene scene = Scene.parse(arguments);
            scene.measure().run(scene).measure(new Findings(System.out));
        } catch (Throwable e) {
            e.printStackTrace();
            status = 1;
        }
        System.exit(status); // the published client may keep threads
    }
}
