package io.openons.client.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.constant.PermName;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;
import org.apache.rocketmq.remoting.protocol.route.QueueData;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue of a sharding key, compared with a table that a program in another language computed. */
class ShardingQueuesTest {

    private static final int KEYS_AT_LEAST = 300;

    /** One line of the table. */
    private record Row(String key, int hash, int ofEight, int ofThree, int ofOne) {

        static Row parse(String line) {
            String[] cells = line.split("\t");
            return new Row(unescaped(cells[0]), Integer.parseInt(cells[1]), Integer.parseInt(cells[2]),
                    Integer.parseInt(cells[3]), Integer.parseInt(cells[4]));
        }

        private static String unescaped(String text) {
            StringBuilder key = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                boolean escape = text.charAt(i) == '\\';
                key.append(escape ? (char) Integer.parseInt(text.substring(i + 2, i + 6), 16) : text.charAt(i));
                i += escape ? 5 : 0;
            }
            return key.toString();
        }
    }

    @Test
    void everyKeyOfTheTableGoesToItsQueue() throws IOException {
        List<Row> rows = rows();

        assertThat(rows).hasSizeGreaterThan(KEYS_AT_LEAST).allSatisfy(row -> {
            assertThat(ShardingQueues.index(row.key(), 8)).as("queue of 8").isEqualTo(row.ofEight());
            assertThat(ShardingQueues.index(row.key(), 3)).as("queue of 3").isEqualTo(row.ofThree());
            assertThat(ShardingQueues.index(row.key(), 1)).as("the only queue").isEqualTo(row.ofOne()).isZero();
        });
    }

    @Test
    void theTableHasTheCasesThatFormulasDifferIn() throws IOException {
        List<Row> rows = rows();

        assertThat(rows).extracting(Row::hash).contains(Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1);
        assertThat(rows).filteredOn(row -> row.hash() == Integer.MIN_VALUE).hasSizeGreaterThan(5)
                .extracting(Row::key).contains("polygenelubricants");
        assertThat(rows).filteredOn(row -> row.hash() < 0).hasSizeGreaterThan(100);
        assertThat(rows).filteredOn(row -> row.key().isBlank()).hasSizeGreaterThan(3);
        assertThat(rows).filteredOn(row -> row.key().codePoints().anyMatch(point -> point > 0xFFFF))
                .hasSizeGreaterThan(20);
        assertThat(rows).filteredOn(row -> row.key().length() >= 1000).hasSizeGreaterThan(3);
        for (Row row : rows) {
            assertThat(row.key().hashCode()).as(row.key()).isEqualTo(row.hash());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 16, 1000, Integer.MAX_VALUE})
    void everyKeyHasAQueueWhateverTheirNumber(int queues) throws IOException {
        assertThat(rows()).allSatisfy(row ->
                assertThat(ShardingQueues.index(row.key(), queues)).isBetween(0, queues - 1));
    }

    @Test
    void theChoiceIsRememberedForRetries() {
        ShardingQueues queues = new ShardingQueues("order-7");
        assertThat(queues.chosen()).isNull();

        List<MessageQueue> route = List.of(new MessageQueue("T", "b", 0), new MessageQueue("T", "b", 1),
                new MessageQueue("T", "b", 2));
        MessageQueue chosen = queues.select(route, new Message("T", new byte[] {1}), null);

        assertThat(chosen).isSameAs(route.get(ShardingQueues.index("order-7", 3)));
        assertThat(queues.chosen()).isSameAs(chosen);
    }

    @Test
    void queuesCountByBrokerNameThenNumberHoweverTheNameServerListsThem() throws IOException {
        TopicRouteData shuffled = route(List.of("broker-b", "broker-a"), 4, PermName.PERM_READ | PermName.PERM_WRITE);
        TopicRouteData sorted = route(List.of("broker-a", "broker-b"), 4, PermName.PERM_READ | PermName.PERM_WRITE);
        List<MessageQueue> expected = IntStream.range(0, 8)
                .mapToObj(i -> new MessageQueue("T", i < 4 ? "broker-a" : "broker-b", i % 4)).toList();

        assertThat(rows()).allSatisfy(row -> {
            assertThat(chosen(row.key(), shuffled)).isEqualTo(expected.get(row.ofEight()));
            assertThat(chosen(row.key(), sorted)).isEqualTo(expected.get(row.ofEight()));
        });
    }

    @Test
    void onlyWritableQueuesCount() throws IOException {
        TopicRouteData route = route(List.of("broker-c", "broker-b", "broker-a"), 3, PermName.PERM_WRITE);
        route.getQueueDatas().get(0).setPerm(PermName.PERM_READ);
        route.getQueueDatas().get(2).setPerm(PermName.PERM_READ);

        assertThat(rows()).allSatisfy(row -> assertThat(chosen(row.key(), route))
                .isEqualTo(new MessageQueue("T", "broker-b", row.ofThree())));
    }

    /** The queue that the RocketMQ client would send to: it lists the queues, we choose. */
    private static MessageQueue chosen(String key, TopicRouteData route) {
        List<MessageQueue> queues =
                MQClientInstance.topicRouteData2TopicPublishInfo("T", route).getMessageQueueList();
        return new ShardingQueues(key).select(queues, new Message("T", new byte[] {1}), null);
    }

    private static TopicRouteData route(List<String> brokers, int queuesEach, int permission) {
        TopicRouteData route = new TopicRouteData();
        route.setQueueDatas(brokers.stream().map(broker -> {
            QueueData queues = new QueueData();
            queues.setBrokerName(broker);
            queues.setWriteQueueNums(queuesEach);
            queues.setReadQueueNums(queuesEach);
            queues.setPerm(permission);
            return queues;
        }).collect(Collectors.toList()));
        route.setBrokerDatas(brokers.stream().map(broker -> {
            HashMap<Long, String> addresses = new HashMap<>();
            addresses.put(0L, "127.0.0.1:1");
            return new BrokerData("cluster", broker, addresses);
        }).collect(Collectors.toList()));
        return route;
    }

    private static List<Row> rows() throws IOException {
        try (InputStream table = ShardingQueuesTest.class.getResourceAsStream("sharding-queues.tsv")) {
            List<Row> rows = new String(table.readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .filter(line -> !line.startsWith("# ")).map(Row::parse).toList();
            assertThat(Set.copyOf(rows)).as("rows without doubles").hasSameSizeAs(rows);
            return rows;
        }
    }
}
