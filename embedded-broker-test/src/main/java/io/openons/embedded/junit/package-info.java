/**
 * The JUnit 5 extension of the embedded RocketMQ: one broker per JVM or per class, unique topics and groups per test.
 *
 * <pre>{@code
 * @WithEmbeddedRocketMq
 * class OrderServiceTest {
 *     @Test
 *     void paidOrderIsPublished(EmbeddedRocketMq rocketMq, BrokerStore store,
 *             @TopicName String topic, @GroupName String group) {
 *         OrderService service = new OrderService(ONSFactory.createProducer(rocketMq.clientProperties(group)), topic);
 *         service.pay("order 1");
 *         assertEquals("order 1", store.messages(topic).get(0).bodyAsString());
 *     }
 * }
 * }</pre>
 */
package io.openons.embedded.junit;
