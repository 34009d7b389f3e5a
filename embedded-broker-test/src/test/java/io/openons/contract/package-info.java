/** What the API promises, seen to hold against a real broker: each suite reads the broker's own store for the truth. */
package io.openons.contract;
