/** One runnable program per feature; each prints a line per step and exits with 0 only when what it shows worked. */
package io.openons.samples;
