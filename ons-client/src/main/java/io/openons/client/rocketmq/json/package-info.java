/**
 * JSON of the RocketMQ protocol, for the types that every start needs: written and read with fastjson2, as RocketMQ
 * does, but without the classes that it would generate for each type first.
 */
package io.openons.client.rocketmq.json;
