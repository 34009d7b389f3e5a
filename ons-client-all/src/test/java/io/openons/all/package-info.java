/** The one jar among libraries of other versions. The suites that run on it are those of embedded-broker-test. */
package io.openons.all;
