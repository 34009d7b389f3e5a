/** Programs in JVMs of their own, on the published client or on ours. */
package io.openons.jvm;
