package io.openons.contract;

import com.aliyun.openservices.ons.api.Message;
import com.aliyun.openservices.ons.api.ONSFactory;
import com.aliyun.openservices.ons.api.Producer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what producers take, with nothing but the published API, so that it runs on any implementation. Arguments: name
 * server, topic. Prints, for 1, 5 and 20 producers that have sent a message each, threads, connections (Linux only) and
 * the time that the last {@code start()} took in microseconds.
 */
final class ThreadsProgram {

    private ThreadsProgram() {
    }

    public static void main(String[] arguments) throws Exception {
        int threadsBefore = threads();
        int connectionsBefore = connections();
        List<Producer> producers = new ArrayList<>();
        for (int count = 1; count <= 20; count++) {
            Properties properties = new Properties();
            properties.setProperty("NAMESRV_ADDR", arguments[0]);
            properties.setProperty("GROUP_ID", "GID_threads_" + count);
            // The published client wants keys; the broker does not look at them.
            properties.setProperty("AccessKey", "key");
            properties.setProperty("SecretKey", "secret");
            Producer producer = ONSFactory.createProducer(properties);
            long begin = System.nanoTime();
            producer.start();
            long micros = (System.nanoTime() - begin) / 1000;
            producer.send(new Message(arguments[1], "", new byte[256]));
            producers.add(producer);
            if (count == 1 || count == 5 || count == 20) {
                Thread.sleep(2000); // background tasks begin a second after the start
                System.out.println("producers=" + count + " threads=" + (threads() - threadsBefore) + " connections="
                        + (connections() - connectionsBefore) + " lastStartMicros=" + micros);
            }
        }
        producers.forEach(Producer::shutdown);
        System.exit(0); // the published client may keep threads
    }

    private static int threads() {
        return Thread.getAllStackTraces().size();
    }

    private static int connections() throws IOException {
        Set<String> own;
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            own = files.map(ThreadsProgram::target).filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring(8, target.length() - 1)).collect(Collectors.toSet());
        }
        int established = 0;
        for (String table : new String[] {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.trim().split("\\s+");
                established += columns[3].equals("01") && own.contains(columns[9]) ? 1 : 0;
            }
        }
        return established;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
