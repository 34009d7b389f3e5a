package io.openons.samples;

import com.aliyun.openservices.ons.api.exception.ONSClientException;
import io.openons.client.error.CodedClientException;
import io.openons.client.error.ErrorCode;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/**
 * Runs a sample from the command line. What a client refuses or cannot do becomes one line on standard error: its text
 * says what happened and what to do, so nobody needs a stack trace.
 */
final class SampleCommand {

    private SampleCommand() {
    }

    static CommandLine of(Object sample) {
        CommandLine program = new CommandLine(sample)
                .setExecutionExceptionHandler((error, commandLine, parsed) -> report(error, commandLine));
        program.getCommandSpec().usageMessage().exitCodeListHeading("Exit codes:%n");
        return program;
    }

    private static int report(Exception error, CommandLine commandLine) throws Exception {
        if (!(error instanceof ONSClientException)) {
            throw error;
        }
        commandLine.getErr().println("Failed: " + error.getMessage());
        boolean arguments = error instanceof CodedClientException coded
                && coded.code() == ErrorCode.CONFIGURATION_INVALID;
        if (arguments) {
            commandLine.usage(commandLine.getErr());
        }
        return arguments ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
}
