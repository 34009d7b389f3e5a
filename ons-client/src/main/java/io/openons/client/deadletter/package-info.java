/** Dead letters of a group: what could not be consumed, listed and sent once more. An addition to the published API. */
package io.openons.client.deadletter;
