package io.openons.embedded.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects the name of a topic that is created for the test; no other test gets the same.
 *
 * <p>Within one test, its {@code @BeforeEach} and {@code @AfterEach} methods included, parameters with the same
 * {@link #value()} get the same topic. A topic first asked for in {@code @BeforeAll} is the same for all tests of the
 * class; so is one asked for in a constructor, with JUnit before 5.12. The name consists of the class, the method and
 * the value, for example {@code OrderServiceTest-paidOrderIsPublished-7}.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TopicName {

    /**
     * Tells several topics of one test apart.
     *
     * @return part of the topic's name; characters that topics may not have are replaced
     */
    String value() default "";

    /**
     * The number of queues the topic is created with. Counts where the topic is first asked for.
     *
     * @return 1 to 1024
     */
    int queues() default 4;
}
