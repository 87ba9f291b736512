package com.bamotf.webhooks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.access.PasswordHash;
import com.bamotf.webhooks.telemetry.TelemetryStart;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Which package may use which; docs/architecture.md says what each holds. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  static final String ROOT = "com.bamotf.webhooks";

  /** What each room may use, in the order in which the data meets them. */
  private static final Map<String, List<String>> ROOMS =
      Map.ofEntries(
          entry("config", List.of()),
          entry("server", List.of("config")),
          entry("event", List.of()),
          entry("telemetry", List.of("config")),
          entry("signature", List.of("config")),
          entry("wire", List.of("event")),
          entry("plain", List.of("config", "event", "signature", "wire")),
          entry("receive", List.of("config", "server", "event", "signature", "inbox", "telemetry")),
          entry("inbox", List.of("config", "server", "event", "wire", "schema", "telemetry")),
          entry("schema", List.of("config", "server")),
          entry("dispatch", List.of("config", "server", "event", "wire", "inbox", "telemetry")),
          entry("client", List.of("config", "server", "event", "wire", "telemetry")),
          entry(
              "reconcile",
              List.of("config", "server", "event", "wire", "inbox", "client", "telemetry")),
          entry(
              "console",
              List.of(
                  "config",
                  "server",
                  "event",
                  "signature",
                  "wire",
                  "receive",
                  "inbox",
                  "dispatch",
                  "client",
                  "reconcile",
                  "sender",
                  "telemetry")),
          entry("war", List.of("config", "server", "event", "console", "schema")),
          entry("sender", List.of("config", "signature")),
          entry("cli", List.of("config", "signature", "sender", "console")));

  @ArchTest
  static void everyRoomUsesOnlyWhatItMay(JavaClasses classes) {
    ROOMS.forEach((room, known) -> onlyKnows(room, known).check(classes));
  }

  /** A new package gets its line above before it gets its first class. */
  @ArchTest
  static final ArchRule EVERY_CLASS_IS_IN_A_ROOM =
      classes()
          .should()
          .resideInAnyPackage(
              ROOMS.keySet().stream().map(ArchitectureTest::in).toArray(String[]::new));

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  /** Looks for a service that GlassFish's class loaders hide; it failed each failed handling. */
  @ArchTest
  static final ArchRule NO_RANDOM_GENERATOR_AS_A_SERVICE =
      noClasses()
          .should()
          .callMethod(RandomGenerator.class, "getDefault")
          .orShould()
          .callMethod(RandomGenerator.class, "of", String.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(RandomGeneratorFactory.class);

  /**
   * On Payara, an observer after success leaks its connection if the transaction was begun by it.
   */
  @ArchTest
  static final ArchRule NO_TRANSACTION_BEGINS_BY_USER_TRANSACTION =
      noClasses()
          .should()
          .callMethod(UserTransaction.class, "begin")
          .orShould()
          .callMethod(UserTransaction.class, "commit");

  /** A persistence unit in the library would take the host's unnamed one away from its beans. */
  @ArchTest
  static final ArchRule LIBRARY_HAS_NO_JPA =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("war"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.persistence..");

  /** Used only if the server has the API, which is their only dependency. */
  private static final DescribedPredicate<JavaClass> OPTIONAL =
      simpleNameStartingWith("OpenTelemetry")
          .or(simpleName("MicroProfileMetrics"))
          .and(resideInAPackage(in("telemetry")));

  @ArchTest
  static final ArchRule ONLY_THE_START_USES_WHAT_MOST_SERVERS_LACK =
      noClasses()
          .that(not(OPTIONAL))
          .and()
          .areNotAssignableTo(TelemetryStart.class)
          .should()
          .dependOnClassesThat(OPTIONAL);

  /** A host gets no other JAR with the library. */
  @ArchTest
  static final ArchRule NO_DEPENDENCIES =
      classes()
          .that()
          .resideOutsideOfPackage(in("cli"))
          .and(not(OPTIONAL))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "", // primitive types and their arrays
              ROOT + "..",
              "java..",
              "javax.management..",
              "javax.naming..",
              "javax.sql..",
              "javax.crypto..",
              "javax.net.ssl..",
              "jakarta..",
              "org.eclipse.microprofile..",
              "org.jspecify.annotations..");

  /** Of the console, only what works without a server. Its JAR holds no more. */
  @ArchTest
  static final ArchRule COMMAND_LINE_NEEDS_NO_SERVER =
      classes()
          .that()
          .resideInAPackage(in("cli"))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "", // primitive types and their arrays
                      "java..",
                      "jakarta.json..",
                      "picocli..",
                      "org.jspecify.annotations..",
                      in("cli"),
                      in("config"),
                      in("signature"),
                      in("sender"),
                      in("console.doctor"))
                  .or(type(PasswordHash.class)));

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    assertThat(classes.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allSatisfy(
            p ->
                assertThat(p.isAnnotatedWith(NullMarked.class))
                    .as("%s has a package-info.java with @NullMarked", p.getName())
                    .isTrue());
  }

  private static String in(String name) {
    return ROOT + "." + name + "..";
  }

  private static ArchRule onlyKnows(String room, List<String> known) {
    String[] packages =
        Stream.concat(Stream.of(room), known.stream())
            .map(ArchitectureTest::in)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(in(room))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages))))
        .allowEmptyShould(true);
  }
}
