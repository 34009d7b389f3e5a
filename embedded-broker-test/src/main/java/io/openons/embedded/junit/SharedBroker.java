package io.openons.embedded.junit;

import io.openons.embedded.EmbeddedRocketMq;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker in one of JUnit's stores, which closes it together with the store.
 *
 * <p>Newer versions of JUnit close any AutoCloseable and have deprecated this interface; older versions of JUnit 5,
 * which applications still use, close only this.
 */
@SuppressWarnings("deprecation")
record SharedBroker(EmbeddedRocketMq rocketMq) 
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    public void close() {
        rocketMq.close();
    }
}
