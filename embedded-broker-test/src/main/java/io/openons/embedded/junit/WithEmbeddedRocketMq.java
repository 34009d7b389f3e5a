package io.openons.embedded.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class against an embedded RocketMQ.
 *
 * <p>Constructors, test methods and life-cycle methods of the class, its subclasses and its nested classes may have
 * parameters of these types:
 * <ul>
 * <li>{@link io.openons.embedded.EmbeddedRocketMq}: the running broker;
 * <li>{@link io.openons.embedded.BrokerStore}: what the broker has stored;
 * <li>String with {@link TopicName}: a topic created for the test;
 * <li>String with {@link GroupName}: a group created for the test.
 * </ul>
 *
 * <p>A broker with other options than the default ones: see {@link EmbeddedRocketMqExtension}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(EmbeddedRocketMqExtension.class)
public @interface WithEmbeddedRocketMq {

    /**
     * Whether to share the broker with other test classes.
     *
     * @return {@link Lifetime#PER_JVM} by default
     */
    Lifetime lifetime() default Lifetime.PER_JVM;
}
