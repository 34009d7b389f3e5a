/**
 * Classes that RocketMQ creates by their names inside the embedded broker.
 *
 * <p>They are public because RocketMQ needs them so; they are no API for applications.
 */
package io.openons.embedded.hook;
