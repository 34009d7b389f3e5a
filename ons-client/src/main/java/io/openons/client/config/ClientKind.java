package io.openons.client.config;

/** The seven kinds of client that {@code ONSFactory} creates, and the reader of dead letters. */
public enum ClientKind {
    /** {@code ONSFactory.createProducer}. */
    PRODUCER("producer", false),
    /** {@code ONSFactory.createOrderProducer}. */
    ORDER_PRODUCER("order producer", false),
    /** {@code ONSFactory.createTransactionProducer}. */
    TRANSACTION_PRODUCER("transaction producer", false),
    /** {@code ONSFactory.createConsumer}. */
    CONSUMER("consumer", true),
    /** {@code ONSFactory.createOrderedConsumer}. */
    ORDER_CONSUMER("order consumer", true),
    /** {@code ONSFactory.createBatchConsumer}. */
    BATCH_CONSUMER("batch consumer", true),
    /** {@code ONSFactory.createPullConsumer}. */
    PULL_CONSUMER("pull consumer", true),
    /** {@code DeadLetters.open}. */
    DEAD_LETTER_READER("dead letter reader", true);

    private final String title;
    private final boolean consumes;

    ClientKind(String title, boolean consumes) {
        this.title = title;
        this.consumes = consumes;
    }

    /**
     * The kind in words, for texts and logs.
     *
     * @return for example {@code order producer}
     */
    public String title() {
        return title;
    }

    String titleWithArticle() {
        return (title.startsWith("o") ? "an " : "a ") + title;
    }

    /**
     * Whether this kind receives messages and therefore needs a group.
     *
     * @return true for the four consumer kinds and the reader of dead letters
     */
    public boolean consumes() {
        return consumes;
    }
}
