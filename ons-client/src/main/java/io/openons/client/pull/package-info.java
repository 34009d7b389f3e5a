/** The {@code PullConsumer}: the application chooses partitions, asks for messages and commits positions itself. */
package io.openons.client.pull;
