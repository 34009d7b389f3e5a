/** Fleets of programs of which some run on the published client, some on ours, some on Apache's own. */
package io.openons.fleet;
