package io.openons.samples;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a sample said when it ran inside the test.
 *
 * @param exitCode what its process would have ended with
 * @param out what it printed to standard output
 * @param err what it printed to standard error, log not included
 */
record CapturedSample(int exitCode, String out, String err) {

    static CapturedSample run(Object sample, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = SampleCommand.of(sample).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(arguments);
        return new CapturedSample(exitCode, out.toString(), err.toString());
    }
}
