/** The transaction producer of the ONS API. */
package io.openons.client.transaction;
