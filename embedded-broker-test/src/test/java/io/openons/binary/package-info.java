/** Classes that were compiled against the published client, on ours. */
package io.openons.binary;
