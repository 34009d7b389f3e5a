/** Runs the samples as a newcomer would, and shows how an application tests its own listener. */
package io.openons.samples;
