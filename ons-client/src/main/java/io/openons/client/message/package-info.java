/** ONS messages to RocketMQ messages and back: what is checked, mapped, dropped and added, without any network. */
package io.openons.client.message;
