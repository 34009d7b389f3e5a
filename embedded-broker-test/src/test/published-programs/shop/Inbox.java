package shop;

import com.aliyun.openservices.ons.api.Message;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.ArrayList;

/** What came, in the order in which it came. */
final class Inbox {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    void add(String line) {
        lines.add(line);
    }

    void add(Message message) {
        add(Setup.body(message));
    }

    /** Waits for so many lines. */
    List<String> take(int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (taken.size() < count) {
            String line = lines.poll(30, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("Only came: " + taken);
            }
            taken.add(line);
        }
        return taken;
    }

    /** The same, sorted, for what has no order. */
    String takeSorted(int count) throws InterruptedException {
        List<String> taken = take(count);
        taken.sort(null);
        return taken.toString();
    }
}
