/**
 * Brings RocketMQ's log, which goes to a relocated copy of SLF4J, to the application's SLF4J 1.7 or 2.x. Nothing is
 * configured and nothing is written here.
 */
package io.openons.client.logging;
