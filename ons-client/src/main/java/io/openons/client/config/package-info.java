/**
 * The published property keys as data, a typed view of an application's {@link java.util.Properties}, and the immutable
 * settings read from it before anything starts.
 */
package io.openons.client.config;
