/** What still holds against brokers of RocketMQ 4, seen on a real one of version 4.9.7 in a JVM of its own. */
package io.openons.legacy;
