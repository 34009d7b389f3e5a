package io.openons.client.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again on one daemon thread of its own, until it is ended. Each round says when the next one
 * is due. Thread-safe.
 */
public final class Poll {

    /** One round; it handles its failures itself. */
    public interface Round {
        /**
         * Does the work.
         *
         * @return how long to wait before the next round
         */
        Duration run();
    }

    private final CountDownLatch ended = new CountDownLatch(1);

    private Poll() {
    }

    /**
     * Begins to poll.
     *
     * @param thread the name of the thread
     * @param firstPause how long to wait before the first round
     * @param round what to do
     * @return the poll, to be ended
     */
    public static Poll begin(String thread, Duration firstPause, Round round) {
        Poll poll = new Poll();
        Thread worker = new Thread(() -> poll.run(firstPause, round), thread);
        worker.setDaemon(true);
        worker.start();
        return poll;
    }

    private void run(Duration firstPause, Round round) {
        try {
            Duration pause = firstPause;
            while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = round.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody of ours does that; whoever does wants the thread to end
        }
    }

    /** Ends the polling; a round under way is not waited for. */
    public void end() {
        ended.countDown();
    }
}
