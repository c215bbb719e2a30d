package io.github.rokutrickplay.integration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between packages: handler, use case, pure core and ports, adapters. */
final class ArchitectureTest {

    private static final String ROOT = "io.github.rokutrickplay.";
    private static final String LOCAL = ROOT + "local..";
    private static final String SAMPLE = ROOT + "sample..";
    private static final String[] FUNCTIONS = {ROOT + "generator..", ROOT + "manifest..", ROOT + "invalidation.."};

    private static final String VIDEO = ROOT + "generator.video";
    /** The rooms of the video package, each of which may use those before it. */
    private static final List<String> ROOMS = List.of(
            "libav",
            "timeline",
            "codec",
            "transport",
            "fetch",
            "demux",
            "clock",
            "search",
            "decode",
            "loss",
            "thumbnail");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.rokutrickplay");

    private static void check(ArchRule rule) {
        // A rule about a package that is empty holds; modules are built one by one, too.
        rule.allowEmptyShould(true).check(OURS);
    }

    @Test
    void onlyTheVideoPackageAndTheSampleFilmTouchNativeCode() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "generator.video..", SAMPLE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .because("native resources have owners, and those are in one package"));
    }

    @Test
    void roomsOfTheVideoPackageUseThoseBeforeThem() {
        for (int room = 0; room < ROOMS.size(); room++) {
            List<String> later = new ArrayList<>(List.of(VIDEO));
            ROOMS.subList(room + 1, ROOMS.size()).forEach(name -> later.add(VIDEO + "." + name + ".."));
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(VIDEO + "." + ROOMS.get(room) + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(later.toArray(String[]::new))
                            .because(
                                    "bytes become packets, packets frames and frames pictures, and none knows what becomes of it"));
        }
    }

    @Test
    void everyRoomOfTheVideoPackageHasItsPlace() {
        assertThat(OURS.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(VIDEO + "."))
                        .map(name -> name.substring(VIDEO.length() + 1)))
                .hasSameElementsAs(ROOMS);
    }

    @Test
    void framesAreFoundWithoutNativeCode() {
        check(noClasses()
                .that()
                .resideInAnyPackage(VIDEO + ".timeline..", VIDEO + ".search..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .because("which frame is right is arithmetic, and is tested in milliseconds"));
    }

    @Test
    void onlyTheAdaptersKnowTheAwsSdk() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "aws..", LOCAL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .because("everything else is tested against ports, without AWS"));
    }

    @Test
    void commandsStartWithoutTheAwsSdk() {
        check(
                noClasses()
                        .that()
                        .haveNameMatching(ROOT + "local\\.(Trickplay|[A-Za-z]*Command)(\\$.*)?")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("software.amazon.awssdk..")
                        .because(
                                "all of them are linked at every start, and ./trickplay process has no SDK on its class path for files"));
    }

    @Test
    void onlyHandlersKnowLambda() {
        check(noClasses()
                .that(resideOutsideOfPackages(ROOT + "lambda..", LOCAL))
                .and()
                .haveNameNotMatching(".*Handler(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws.services.lambda..")
                .because("use cases run on a command line as well"));
    }

    @Test
    void nobodyDependsOnHandlers() {
        check(noClasses()
                .that()
                .haveNameNotMatching(".*Handler(\\$.*)?")
                .and(resideInAnyPackage(FUNCTIONS))
                .should()
                .dependOnClassesThat(resideInAnyPackage(FUNCTIONS).and(nameMatching(ROOT + ".*Handler(\\$.*)?")))
                .because("the arrow goes from the handler to the use case"));
    }

    @Test
    void hlsDependsOnTheJdkAlone() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + "hls..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "hls..", "java..", "org.jspecify..")
                .because("playlists are text, and reading text needs nobody"));
    }

    @Test
    void functionsShareMessagesAndNothingElse() {
        for (String one : FUNCTIONS) {
            for (String other : FUNCTIONS) {
                if (!one.equals(other)) {
                    check(noClasses()
                            .that()
                            .resideInAPackage(one)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(other)
                            .because("a message is all that two functions share"));
                }
            }
        }
    }

    @Test
    void sharedCodeKnowsNoFunction() {
        check(noClasses()
                .that(resideOutsideOfPackages(FUNCTIONS).and(resideOutsideOfPackages(LOCAL)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(FUNCTIONS).or(resideInAPackage(LOCAL)))
                .because("what is shared is below the functions"));
    }

    @Test
    void nothingInALambdaJarKnowsTheLocalPlatform() {
        check(noClasses()
                .that(resideOutsideOfPackages(LOCAL))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LOCAL)
                .because("development servers have no place in production"));
    }

    @Test
    void onlyKeysAndNotificationsGoOverHttp() {
        check(noClasses()
                .that(resideOutsideOfPackages(ROOT + "keys..", ROOT + "notify..", LOCAL))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .because("no URL of a playlist is fetched, but a key's that the configuration allows"));
    }

    @Test
    void portsDoNotKnowTheirAdapters() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "storage..", ROOT + "queue..", ROOT + "cdn..", ROOT + "message..", ROOT + "config..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "aws..")
                .because("adapters depend on ports"));
    }

    @Test
    void logsGoThroughSlf4j() {
        check(
                noClasses()
                        .that()
                        // It is what SLF4J finds there.
                        .doNotHaveSimpleName("CommandLineLog")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.logging..", "ch.qos.logback..", "org.apache.logging..")
                        .because(
                                "the function's log is JSON lines that Logback writes, chosen at run time; and nobody but the command line chooses its own"));
    }

    @Test
    void onlyTheCommandLinePrints() {
        check(noClasses()
                .that(resideOutsideOfPackages(LOCAL))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("what a function prints beside its log, nobody can search"));
    }

    @Test
    void onlyHandlersAndTheCommandLineReadTheEnvironment() {
        check(noClasses()
                .that(resideOutsideOfPackages(LOCAL))
                .and()
                // Where natives are unpacked to is known before any configuration is.
                .haveNameNotMatching(".*(Handler|\\.video\\.libav\\.NativeLibraries)(\\$.*)?")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .because("configuration is a record made once, from a map that a test can make, too"));
    }
}
