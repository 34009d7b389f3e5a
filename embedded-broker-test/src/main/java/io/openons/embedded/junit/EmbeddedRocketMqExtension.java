package io.openons.embedded.junit;

import io.openons.embedded.BrokerStore;
import io.openons.embedded.EmbeddedRocketMq;
import io.openons.embedded.EmbeddedRocketMqBuilder;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The extension behind {@link WithEmbeddedRocketMq}.
 *
 * <p>Register it by hand for a broker with options of its own, which then lives as long as the class:
 * <pre>{@code
 * @RegisterExtension
 * static final EmbeddedRocketMqExtension ROCKETMQ = EmbeddedRocketMqExtension.with(
 *         EmbeddedRocketMq.builder().autoCreateTopics(true));
 * }</pre>
 */
public final class EmbeddedRocketMqExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(EmbeddedRocketMqExtension.class);

    private final EmbeddedRocketMqBuilder options;

    /** Called by JUnit for {@link WithEmbeddedRocketMq}, which says how long the broker lives. */
    public EmbeddedRocketMqExtension() {
        this.options = null;
    }

    private EmbeddedRocketMqExtension(EmbeddedRocketMqBuilder options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * An extension whose broker is started with these options before the first test of the class and closed after the
     * last.
     *
     * @param options the broker's options
     * @return an extension to be kept in a static field with {@code @RegisterExtension}
     */
    public static EmbeddedRocketMqExtension with(EmbeddedRocketMqBuilder options) {
        return new EmbeddedRocketMqExtension(options);
    }

    /** Starts the broker unless it is running, so that the time it takes does not count for the first test. */
    @Override
    public void beforeAll(ExtensionContext context) {
        rocketMq(context);
    }

    /** Makes names asked for in a constructor belong to the test the instance is made for, not to the whole class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EmbeddedRocketMq.class || type == BrokerStore.class
                || parameter.isAnnotated(TopicName.class) || parameter.isAnnotated(GroupName.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        EmbeddedRocketMq rocketMq = rocketMq(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == EmbeddedRocketMq.class) {
            return rocketMq;
        }
        if (type == BrokerStore.class) {
            return rocketMq.store();
        }
        if (type != String.class) {
            throw new ParameterResolutionException("@TopicName and @GroupName belong on parameters of type String, not "
                    + type.getName() + ": " + parameter.getParameter() + ". Change its type.");
        }
        return parameter.findAnnotation(TopicName.class)
                .map(topic -> topic(rocketMq, topic, context))
                .orElseGet(() -> group(rocketMq, parameter.findAnnotation(GroupName.class).orElseThrow(), context));
    }

    private static String topic(EmbeddedRocketMq rocketMq, TopicName annotation, ExtensionContext context) {
        return oncePerTest(context, List.of(rocketMq.brokerName(), "topic", annotation.value()), () -> {
            String topic = UniqueNames.topic(context, annotation.value());
            rocketMq.createTopic(topic, annotation.queues());
            return topic;
        });
    }

    private static String group(EmbeddedRocketMq rocketMq, GroupName annotation, ExtensionContext context) {
        return oncePerTest(context, List.of(rocketMq.brokerName(), "group", annotation.value()), () -> {
            String group = UniqueNames.group(context, annotation.value());
            rocketMq.createGroup(group);
            return group;
        });
    }

    /** JUnit's stores look into those of the enclosing contexts first: names of a class are seen by its tests. */
    private static String oncePerTest(ExtensionContext context, List<String> key, Supplier<String> create) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(key, absent -> create.get(), String.class);
    }

    private EmbeddedRocketMq rocketMq(ExtensionContext context) {
        if (options != null) {
            return broker(testClass(context), this, options::start);
        }
        ExtensionContext annotated = annotatedClass(context);
        Lifetime lifetime = annotated.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, WithEmbeddedRocketMq.class))
                .map(WithEmbeddedRocketMq::lifetime)
                .orElse(Lifetime.PER_JVM);
        ExtensionContext owner = lifetime == Lifetime.PER_JVM ? context.getRoot() : annotated;
        return broker(owner, owner.getUniqueId(), EmbeddedRocketMq::start);
    }

    /** The broker of this key, started by the first who asks; the end of the owner closes it. */
    private static EmbeddedRocketMq broker(ExtensionContext owner, Object key, Supplier<EmbeddedRocketMq> start) {
        return owner.getStore(NAMESPACE)
                .getOrComputeIfAbsent(key, absent -> new SharedBroker(start.get()), SharedBroker.class)
                .rocketMq();
    }

    /** The nearest class with the annotation; a nested class without it belongs to the class around it. */
    private static ExtensionContext annotatedClass(ExtensionContext context) {
        return nearest(context,
                at -> AnnotationSupport.isAnnotated(at.getElement().orElse(null), WithEmbeddedRocketMq.class));
    }

    private static ExtensionContext testClass(ExtensionContext context) {
        return nearest(context, at -> at.getTestMethod().isEmpty());
    }

    private static ExtensionContext nearest(ExtensionContext context, Predicate<ExtensionContext> wanted) {
        ExtensionContext at = context;
        while (at != context.getRoot() && !wanted.test(at)) {
            at = at.getParent().orElseThrow();
        }
        return at;
    }
}
