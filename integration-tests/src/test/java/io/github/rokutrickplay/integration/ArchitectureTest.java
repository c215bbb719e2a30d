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

    private static final String GENERATOR = ROOT + "generator";
    /** The rooms of the generator, each of which may use those before it. */
    private static final List<String> GENERATOR_ROOMS =
            List.of("bitstream", "picture", "plan", "mp4", "event", "source", "output", "video");
    /** Those of its video package. */
    private static final List<String> VIDEO_ROOMS = List.of(
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
    void onlyPackagesOfFramesTouchNativeCode() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "generator.video..", ROOT + "local.verify.frames..", SAMPLE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .because("native resources have owners, and those are in one package"));
    }

    @Test
    void roomsOfTheGeneratorUseThoseBeforeThem() {
        checkRooms(
                GENERATOR,
                GENERATOR_ROOMS,
                "an event names sources, of which a plan is made and carried out, and none knows what becomes of it");
    }

    @Test
    void roomsOfItsVideoPackageUseThoseBeforeThem() {
        checkRooms(
                GENERATOR + ".video",
                VIDEO_ROOMS,
                "bytes become packets, packets frames and frames pictures, and none knows what becomes of it");
    }

    private static void checkRooms(String house, List<String> rooms, String reason) {
        assertThat(OURS.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(house + "."))
                        .map(name -> name.substring(house.length() + 1).replaceFirst("\\..*", "")))
                .as("packages below %s: each needs a place among the rooms", house)
                .hasSameElementsAs(rooms);
        for (int room = 0; room < rooms.size(); room++) {
            List<String> later = new ArrayList<>(List.of(house));
            rooms.subList(room + 1, rooms.size()).forEach(name -> later.add(house + "." + name + ".."));
            check(noClasses()
                    .that()
                    .resideInAPackage(house + "." + rooms.get(room) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.toArray(String[]::new))
                    .because(reason));
        }
    }

    @Test
    void framesAreFoundWithoutNativeCode() {
        check(noClasses()
                .that()
                .resideInAnyPackage(GENERATOR + ".video.timeline..", GENERATOR + ".video.search..")
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
    void verifySharesNoCodeWithWhatItChecks() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "local.verify..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FUNCTIONS)
                        .or(resideInAPackage(ROOT + "dash.."))
                        .or(resideInAPackage(ROOT + "local.process..")))
                .because("a mistake in a writer would be right in a reader that shares its code"));
    }

    @Test
    void formsAreReadWithoutKnowingWhereTheyAre() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "local.verify.form..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ROOT + "local.verify", ROOT + "local.verify.objects..", ROOT + "local.verify.frames.."))
                .because("what a specification asks for is checked on bytes"));
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
