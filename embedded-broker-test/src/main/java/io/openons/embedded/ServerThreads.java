package io.openons.embedded;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ExecutionException;

/**
 * The thread group of one server: whatever thread RocketMQ starts there belongs to the group.
 *
 * <p>Starting and stopping run in a thread of their own, so that an interrupted or odd test thread (its interrupt flag,
 * context class loader, inheritable thread locals) never reaches RocketMQ. Callers wait until the work is done, also
 * when interrupted: a server half started is worse than a late answer. The interrupt flag is kept for them.
 */
final class ServerThreads {

    private final ThreadGroup group;

    ServerThreads(String name) {
        this.group = new ThreadGroup(name);
    }

    /** Runs the work in the group and waits for it; its exception arrives here as it is, unless it is a checked one. */
    <T> T call(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(group, task, group.getName() + "-" + name);
        // RocketMQ looks up its logging provider and our replication service through the context class loader.
        thread.setContextClassLoader(ServerThreads.class.getClassLoader());
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new CompletionException(cause.getMessage(), cause);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
