package com.aliyun.openservices.ons.api.bean;

/**
 * A {@link Subscription} with a mark that tells whether it is to be kept. No client acts on the mark. Equal to another
 * of this class with an equal topic, and never to a plain {@link Subscription}. Not thread-safe.
 */
public class SubscriptionExt extends Subscription {
    private boolean persistence = true;

    /** A subscription with nothing set but the mark. */
    public SubscriptionExt() {
    }

    /**
     * The mark.
     *
     * @return {@code true} unless it was changed
     */
    public boolean isPersistence() {
        return persistence;
    }

    /**
     * Sets the mark.
     *
     * @param persistence the mark
     */
    public void setPersistence(boolean persistence) {
        this.persistence = persistence;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /**
     * Compares the topics; the mark does not count.
     *
     * @param other anything
     * @return {@code true} for an object of the same class with an equal topic
     */
    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public String toString() {
        return "Subscription [topic=" + getTopic() + ", expression=" + getExpression()
            + ", persistence=" + persistence + ']';
    }
}
