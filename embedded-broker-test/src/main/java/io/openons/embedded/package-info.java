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
 * <p>With JUnit 5, see {@link io.openons.embedded.junit}.
 */
package io.openons.embedded;
