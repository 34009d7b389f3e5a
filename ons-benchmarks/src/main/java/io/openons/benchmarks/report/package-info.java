/** Tables and plots of what was found. */
package io.openons.benchmarks.report;
