package io.openons.client.rocketmq;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks in their order on a fixed number of threads, and wakes no more of them than the tasks need. A thread pool
 * wakes one for each task, which for short tasks costs more than they do; here each thread that takes a task wakes the
 * next one if more tasks wait, so that short ones are run by few threads and long ones by all. Thread-safe.
 */
final class ConsumeThreads {

    private final ThreadPoolExecutor pool;
    private final Runnable oneIsFree;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    /** The tasks that wait or run. */
    private final AtomicInteger tasks = new AtomicInteger();
    /** The threads that run tasks or are being woken. */
    private final AtomicInteger awake = new AtomicInteger();
    /** Whether a thread is being woken, which will look for tasks; guards that awake grows by one at a time. */
    private final AtomicBoolean waking = new AtomicBoolean();

    /**
     * Creates threads, each at the first need.
     *
     * @param count how many
     * @param prefix their names, before a number
     * @param oneIsFree what each does after a task
     */
    ConsumeThreads(int count, String prefix, Runnable oneIsFree) {
        this.oneIsFree = oneIsFree;
        AtomicInteger number = new AtomicInteger();
        this.pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(count,
                task -> new Thread(task, prefix + number.incrementAndGet()));
    }

    /** Runs a task, unless the threads are stopped first. */
    void execute(Runnable task) {
        tasks.incrementAndGet();
        waiting.add(task);
        wakeOne();
    }

    /** Whether a task would find a thread. */
    boolean free() {
        return tasks.get() < count();
    }

    int count() {
        return pool.getMaximumPoolSize();
    }

    private void wakeOne() {
        if (waiting.isEmpty() || awake.get() >= count() || !waking.compareAndSet(false, true)) {
            return;
        }
        awake.incrementAndGet();
        boolean woken = false;
        try {
            pool.execute(this::work);
            woken = true;
        } catch (RejectedExecutionException e) {
            // Stopped: nobody is woken any more.
        } finally {
            if (!woken) { // also where the machine has no thread to give
                awake.decrementAndGet();
                waking.set(false);
            }
        }
    }

    private void work() {
        waking.set(false);
        try {
            for (Runnable task = next(); task != null; task = next()) {
                wakeOne();
                try {
                    task.run();
                } finally {
                    tasks.decrementAndGet();
                    oneIsFree.run();
                }
            }
        } finally {
            awake.decrementAndGet();
            wakeOne(); // for a task that came while this thread still counted
        }
    }

    private Runnable next() {
        return pool.isShutdown() ? null : waiting.poll();
    }

    /** Begins no task any more. */
    void stop() {
        pool.shutdown();
    }

    /** Waits for the tasks under way after a stop; returns whether they have ended. */
    boolean await(long seconds) throws InterruptedException {
        return pool.awaitTermination(seconds, TimeUnit.SECONDS);
    }
}
