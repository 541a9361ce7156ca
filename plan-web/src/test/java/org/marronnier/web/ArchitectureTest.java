package org.marronnier.web;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;

/** The house rules, as far as a program can hold them. */
class ArchitectureTest {

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("org.marronnier");

    private static final String[] SQL = {
        "java.sql..",
        "javax.sql..",
        "org.postgresql..",
        "org.springframework.jdbc..",
        "org.springframework.data.jpa..",
        "org.flywaydb..",
        "org.hibernate.."
    };

    private static final String[] SOCKETS = {
        "java.net.http..", "jakarta.mail..", "org.springframework.mail..", "javax.net.ssl.."
    };

    private static final Set<String> CLOCKS_OF_JAVA_TIME =
            Set.of("system", "systemUTC", "systemDefaultZone", "tickSeconds", "tickMinutes");

    @Test
    void modulesDependInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.marronnier..")
                .layer("domain")
                .definedBy("org.marronnier.domain..")
                .layer("engine")
                .definedBy("org.marronnier.engine..")
                .layer("store")
                .definedBy("org.marronnier.store..")
                .layer("scheduler")
                .definedBy("org.marronnier.scheduler..")
                .layer("web")
                .definedBy("org.marronnier.web..")
                .withOptionalLayers(true)
                .whereLayer("domain")
                .mayNotAccessAnyLayer()
                .whereLayer("engine")
                .mayOnlyAccessLayers("domain")
                .whereLayer("store")
                .mayOnlyAccessLayers("domain")
                .whereLayer("scheduler")
                .mayOnlyAccessLayers("domain", "engine", "store")
                .check(HOUSE);
    }

    @Test
    void featuresFormNoCycles() {
        slices().matching("org.marronnier.(*).(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void domainAndEngineArePure() {
        noClasses()
                .that()
                .resideInAnyPackage("org.marronnier.domain..", "org.marronnier.engine..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "org.springframework..",
                                        "org.slf4j..",
                                        "java.util.logging..",
                                        "org.quartz..")
                                .or(resideInAnyPackage(SQL))
                                .or(belongToAnyOf(Clock.class, Thread.class))
                                .or(namedLikeAThreadPool()))
                .check(HOUSE);
    }

    @Test
    void engineKnowsNoEntity() {
        noClasses()
                .that()
                .resideInAPackage("org.marronnier.engine..")
                .should()
                .dependOnClassesThat(annotatedWith(Entity.class))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void onlyTheStoreSpeaksSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.marronnier.store..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(SQL).or(named("jakarta.persistence.EntityManager")))
                .check(HOUSE);
    }

    @Test
    void onlyTheSchedulersCalendarKnowsQuartz() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.marronnier.scheduler.calendar..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.quartz.."))
                .check(HOUSE);
    }

    /** The embedded database asks the machine for a free port, and that is not a conversation. */
    @Test
    void onlyGatewaysOpenSockets() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.marronnier.scheduler.delivery..",
                        "org.marronnier.scheduler.weather..",
                        "org.marronnier.store.database..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(SOCKETS)
                                .or(named("java.net.Socket"))
                                .or(named("java.net.ServerSocket"))
                                .or(named("java.net.URLConnection"))
                                .or(named("java.net.HttpURLConnection"))
                                .or(named("java.nio.channels.SocketChannel"))
                                .or(named("org.springframework.web.client.RestClient"))
                                .or(named("org.springframework.web.client.RestTemplate")))
                .check(HOUSE);
    }

    @Test
    void timeIsAnArgumentOrComesFromTheClockBean() {
        noClasses()
                .should()
                .callMethodWhere(asksForTheTime().and(not(handsOverAClock())))
                .orShould()
                .callMethodWhere(
                        calls("java.lang.System", "currentTimeMillis")
                                .or(calls("java.util.Calendar", "getInstance")))
                .orShould()
                .callConstructor(Date.class)
                .check(HOUSE);
    }

    @Test
    void oneClassMakesTheClock() {
        Set<String> makers =
                HOUSE.stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isEquivalentTo(Clock.class))
                        .filter(call -> CLOCKS_OF_JAVA_TIME.contains(call.getName()))
                        .map(call -> call.getOriginOwner().getName())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(makers).hasSizeLessThanOrEqualTo(1);
    }

    /** A catch of Throwable is not told from what the compiler writes for try-with-resources. */
    @Test
    void nothingCatchesEverything() {
        Set<String> catchers =
                HOUSE.stream()
                        .filter(type -> !type.getPackageName().contains(".scheduler.delivery"))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(ArchitectureTest::catchesEverything)
                        .map(JavaCodeUnit::getFullName)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(catchers).isEmpty();
    }

    @Test
    void namesAreNounsOfTheTrade() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|Dto|DTO)")
                .orShould()
                .resideInAnyPackage("..service..", "..dto..", "..util..", "..utils..", "..impl..")
                .check(HOUSE);
    }

    @Test
    void controllersStayInTheirPackage() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should()
                .bePackagePrivate()
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void everythingIsInjectedByConstructor() {
        fields().should().notBeAnnotatedWith(Autowired.class).check(HOUSE);
        fields().should().notBeAnnotatedWith(Value.class).check(HOUSE);
        methods().should().notBeAnnotatedWith(Autowired.class).check(HOUSE);
    }

    @Test
    void oneClassIsTheProgram() {
        assertThat(HOUSE.stream().filter(ArchitectureTest::hasMain).map(JavaClass::getName))
                .containsExactly(Marronnier.class.getName());
    }

    @Test
    void everyPackageSaysWhatItIsAndChecksNull() {
        Set<String> silent =
                HOUSE.stream()
                        .map(JavaClass::getPackage)
                        .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                        .map(each -> each.getName())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(silent).isEmpty();
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, type -> type.getName().equals(name));
    }

    private static DescribedPredicate<JavaClass> namedLikeAThreadPool() {
        return DescribedPredicate.describe(
                "thread pools",
                type ->
                        type.getPackageName().equals("java.util.concurrent")
                                && Stream.of("Executor", "ForkJoin", "Future", "ThreadFactory")
                                        .anyMatch(type.getSimpleName()::contains));
    }

    private static DescribedPredicate<JavaCall<?>> asksForTheTime() {
        return DescribedPredicate.describe(
                "java.time's now()",
                call ->
                        call.getTargetOwner().getPackageName().startsWith("java.time")
                                && call.getName().equals("now"));
    }

    private static DescribedPredicate<JavaCall<?>> handsOverAClock() {
        return DescribedPredicate.describe(
                "with a clock",
                call -> {
                    List<JavaClass> types =
                            ((CodeUnitCallTarget) call.getTarget()).getRawParameterTypes();
                    return types.size() == 1 && types.getFirst().isEquivalentTo(Clock.class);
                });
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String owner, String method) {
        return DescribedPredicate.describe(
                owner + "." + method,
                access ->
                        access.getTargetOwner().getName().equals(owner)
                                && access.getName().equals(method));
    }

    private static boolean catchesEverything(JavaCodeUnit unit) {
        return unit.getTryCatchBlocks().stream()
                .flatMap(block -> block.getCaughtThrowables().stream())
                .anyMatch(caught -> caught.isEquivalentTo(Exception.class));
    }

    private static boolean hasMain(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(
                        method ->
                                method.getName().equals("main")
                                        && method.getModifiers().contains(JavaModifier.STATIC));
    }
}
