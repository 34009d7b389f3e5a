package io.openons.client.logging;

/**
 * Takes the place of the class that {@code ons-client} has under this name: in this jar RocketMQ logs to the
 * application's SLF4J itself, so there is nothing to forward.
 */
public final class ForwardingProvider {

    private ForwardingProvider() {
    }

    /** Does nothing. */
    public static void install() {
        // Called by all that creates RocketMQ clients.
    }
}
