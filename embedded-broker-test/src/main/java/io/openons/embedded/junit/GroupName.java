package io.openons.embedded.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects the name of a group that is created for the test, retry topic included; no other test gets the same.
 *
 * <p>Within one test, its {@code @BeforeEach} and {@code @AfterEach} methods included, parameters with the same
 * {@link #value()} get the same group. A group first asked for in {@code @BeforeAll} is the same for all tests of the
 * class; so is one asked for in a constructor, with JUnit before 5.12. The name consists of the class, the method and
 * the value, for example {@code GID_OrderServiceTest-paidOrderIsPublished-8}, and has at most 64 characters.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface GroupName {

    /**
     * Tells several groups of one test apart.
     *
     * @return part of the group's name; characters that groups may not have are replaced
     */
    String value() default "";
}
