/**
 * A RocketMQ name server and broker inside the JVM of a test; needs no JUnit.
 *
 * <pre>{@code
 * try (EmbeddedRocketMq rocketMq = EmbeddedRocketMq.start()) {
 *     rocketMq.createTopic("orders");
 *     Producer producer = ONSFactory.createProducer(rocketMq.clientProperties("GID_shop"));
 *     producer.start();
 *     producer.send(new Message("orders", "paid", "order 1".getBytes(StandardCharsets.UTF_8)));
 *     producer.shutdown();
 *
 *     StoredMessage stored = rocketMq.store().messages("orders").get(0);
 *     assertEquals("paid", stored.tag());
 *     assertEquals("order 1", stored.bodyAsString());
 * }
 * }</pre>
 *
 * <p>RocketMQ logs through SLF4J, to whatever the test logs with. Its loggers, whose names begin with {@code Rocketmq},
 * are chatty at WARN while a broker starts, and while it looks for open transactions; at ERROR there is one line for
 * each stop, "shutdown Exception" of {@code RocketmqStore}, which means that the pause before closing the files was cut
 * short.
 *
 * <p>With JUnit 5, see {@link io.openons.embedded.junit}.
 */
package io.openons.embedded;
