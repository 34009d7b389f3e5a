/** The one state of a client and the orderly closing of what it opened. */
package io.openons.client.lifecycle;
