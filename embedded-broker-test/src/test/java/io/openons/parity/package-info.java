/**
 * The same scenarios on the published client and on ours: what they observe is equal but for a checked list of intended
 * differences. Scenarios know the API alone and run in JVMs of their own; {@link io.openons.parity.ParityIT} compares.
 */
package io.openons.parity;
