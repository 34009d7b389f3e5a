/**
 * The border to the RocketMQ client: settings go in and configured RocketMQ clients come out; its exceptions become
 * ours. Everything that touches RocketMQ's internals is here.
 */
package io.openons.client.rocketmq;
