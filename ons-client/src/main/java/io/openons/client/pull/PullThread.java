package io.openons.client.pull;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** The threads of a pull consumer: each is one, runs from its first task on, and takes no tasks after its end. */
final class PullThread {

    private PullThread() {
    }

    static ScheduledThreadPoolExecutor named(String name) {
        return new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name),
                new ThreadPoolExecutor.DiscardPolicy());
    }
}
