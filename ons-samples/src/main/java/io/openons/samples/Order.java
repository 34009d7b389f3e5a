package io.openons.samples;

/**
 * An order of a shop.
 *
 * @param id names it
 * @param pieces how many pieces it takes from the stock
 */
record Order(String id, int pieces) {
}
