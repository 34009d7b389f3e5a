package io.openons.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages point downwards, and what may touch what. */
@AnalyzeClasses(packages = {ArchitectureTest.ROOT, ArchitectureTest.PUBLISHED_NAMES},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "io.openons.client";
    static final String PUBLISHED_NAMES = "com.aliyun.openservices.ons.api.impl";

    /** Kinds of client are side by side; a package that does not exist yet is no error. */
    @ArchTest
    static final ArchRule PACKAGES_KNOW_ONLY_WHAT_IS_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("published names").definedBy(PUBLISHED_NAMES + "..")
            .layer("wiring").definedBy(ROOT)
            .layer("producer").definedBy(ROOT + ".producer..")
            .layer("transaction").definedBy(ROOT + ".transaction..")
            .layer("consumer").definedBy(ROOT + ".consumer..")
            .layer("pull").definedBy(ROOT + ".pull..")
            .layer("deadletter").definedBy(ROOT + ".deadletter..")
            .layer("sending").definedBy(ROOT + ".sending..")
            .layer("interceptor").definedBy(ROOT + ".interceptor..")
            .layer("rocketmq").definedBy(ROOT + ".rocketmq..")
            .layer("message").definedBy(ROOT + ".message..")
            .layer("lifecycle").definedBy(ROOT + ".lifecycle..")
            .layer("observe").definedBy(ROOT + ".observe..")
            .layer("logging").definedBy(ROOT + ".logging..")
            .layer("auth").definedBy(ROOT + ".auth..")
            .layer("endpoint").definedBy(ROOT + ".endpoint..")
            .layer("config").definedBy(ROOT + ".config..")
            .layer("http").definedBy(ROOT + ".http..")
            .layer("error").definedBy(ROOT + ".error..")
            .whereLayer("published names").mayNotBeAccessedByAnyLayer()
            .whereLayer("published names").mayOnlyAccessLayers("wiring", "auth", "config", "error")
            .whereLayer("wiring").mayOnlyBeAccessedByLayers("published names")
            .whereLayer("producer").mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("transaction").mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("consumer").mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("pull").mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("deadletter").mayNotBeAccessedByAnyLayer()
            .whereLayer("sending").mayOnlyBeAccessedByLayers("wiring", "producer", "transaction", "deadletter")
            .whereLayer("sending").mayOnlyAccessLayers("interceptor", "rocketmq", "message", "lifecycle", "observe",
                    "auth",
                    "endpoint", "config", "error")
            .whereLayer("interceptor").mayOnlyBeAccessedByLayers("wiring", "sending", "consumer")
            .whereLayer("interceptor").mayOnlyAccessLayers("endpoint", "config", "error")
            .whereLayer("logging").mayOnlyBeAccessedByLayers("rocketmq")
            .whereLayer("logging").mayNotAccessAnyLayer()
            .whereLayer("rocketmq").mayOnlyAccessLayers("message", "lifecycle", "observe", "logging", "auth",
                    "endpoint",
                    "config", "error")
            .whereLayer("message").mayOnlyAccessLayers("lifecycle", "observe", "auth", "endpoint", "config", "error")
            .whereLayer("lifecycle").mayOnlyAccessLayers("observe", "auth", "endpoint", "config", "error")
            .whereLayer("observe").mayOnlyAccessLayers("auth", "endpoint", "config", "error")
            .whereLayer("endpoint").mayOnlyAccessLayers("http", "config", "error")
            .whereLayer("auth").mayOnlyAccessLayers("http", "endpoint", "config", "error")
            .whereLayer("http").mayOnlyBeAccessedByLayers("auth", "endpoint")
            .whereLayer("http").mayNotAccessAnyLayer()
            .whereLayer("config").mayOnlyAccessLayers("error")
            .whereLayer("error").mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule EVERY_PACKAGE_HAS_ITS_PLACE = classes().should().resideInAnyPackage(ROOT, ROOT + ".producer",
            ROOT + ".transaction", ROOT + ".consumer", ROOT + ".pull", ROOT + ".deadletter", ROOT + ".sending",
            ROOT + ".interceptor",
            ROOT + ".rocketmq..", ROOT + ".message", ROOT + ".lifecycle", ROOT + ".observe", ROOT + ".logging",
            ROOT + ".auth",
            ROOT + ".endpoint", ROOT + ".http", ROOT + ".config", ROOT + ".error",
            PUBLISHED_NAMES, PUBLISHED_NAMES + ".authority", PUBLISHED_NAMES + ".rocketmq");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_BORDER_TOUCHES_INTERNALS_OF_ROCKETMQ = noClasses()
            .that().resideOutsideOfPackage(ROOT + ".rocketmq..")
            .should().dependOnClassesThat(resideInAnyPackage("org.apache.rocketmq.client.impl..", "io.netty..",
                    "org.apache.rocketmq.remoting.netty.."));

    @ArchTest
    static final ArchRule THE_LOWER_PACKAGES_DO_NOT_KNOW_ROCKETMQ = noClasses()
            .that().resideInAnyPackage(ROOT + ".config..", ROOT + ".error..", ROOT + ".auth..", ROOT + ".endpoint..",
                    ROOT + ".http..", ROOT + ".lifecycle..", ROOT + ".observe..")
            .should().dependOnClassesThat(resideInAPackage("org.apache.rocketmq.."));

    /** The published names are not: applications extend them. */
    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes().that().resideOutsideOfPackage(PUBLISHED_NAMES + "..")
            .and().areNotInterfaces().and().areNotEnums()
            .and().areNotAnonymousClasses().and().doNotHaveSimpleName("package-info")
            .should(haveModifier(FINAL));

    @ArchTest
    static final ArchRule NAMES_SAY_A_ROLE = noClasses()
            .should().haveSimpleNameStartingWith("Abstract").orShould().haveSimpleNameEndingWith("Util")
            .orShould().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Helper")
            .orShould().haveSimpleNameEndingWith("Manager");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule NO_OTHER_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
