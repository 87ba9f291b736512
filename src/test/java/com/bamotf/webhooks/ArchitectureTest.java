package com.bamotf.webhooks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.transaction.UserTransaction;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may know whom: arrows run toward {@code inbox} and {@code event}, never in a circle. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  static final String ROOT = "com.bamotf.webhooks";

  @ArchTest static final ArchRule ROOT_KNOWS_NOTHING = onlyKnows(ROOT);
  @ArchTest static final ArchRule CONFIG_KNOWS_NOTHING = onlyKnows(in("config"));
  @ArchTest static final ArchRule EVENT_KNOWS_NOTHING = onlyKnows(in("event"));

  @ArchTest static final ArchRule SIGNATURE = onlyKnows(in("signature"), in("event"), in("config"));

  @ArchTest
  static final ArchRule SENDER =
      onlyKnows(in("sender"), in("event"), in("config"), in("signature"));

  @ArchTest static final ArchRule SERVER = onlyKnows(in("server"), in("config"));

  @ArchTest static final ArchRule SCHEMA = onlyKnows(in("schema"), in("config"), in("server"));

  @ArchTest
  static final ArchRule INBOX =
      onlyKnows(in("inbox"), in("event"), in("config"), in("schema"), in("server"));

  @ArchTest
  static final ArchRule RECEIVE =
      onlyKnows(in("receive"), in("event"), in("config"), in("signature"), in("inbox"));

  @ArchTest
  static final ArchRule DISPATCH =
      onlyKnows(in("dispatch"), in("event"), in("config"), in("inbox"), in("server"));

  @ArchTest
  static final ArchRule RECONCILE =
      onlyKnows(in("reconcile"), in("event"), in("config"), in("inbox"), in("server"));

  @ArchTest
  static final ArchRule LEDGER = onlyKnows(in("ledger"), in("event"), in("config"), in("schema"));

  @ArchTest
  static final ArchRule CONSOLE =
      onlyKnows(
          in("console"), in("event"), in("config"), in("inbox"), in("reconcile"), in("ledger"));

  /** A new package gets its line above before it gets its first class. */
  @ArchTest
  static final ArchRule EVERY_PACKAGE_HAS_A_RULE =
      classes()
          .should()
          .resideInAnyPackage(
              ROOT,
              in("config"),
              in("event"),
              in("signature"),
              in("sender"),
              in("server"),
              in("schema"),
              in("inbox"),
              in("receive"),
              in("dispatch"),
              in("reconcile"),
              in("ledger"),
              in("console"));

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
          .resideOutsideOfPackages(in("ledger"), in("console"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.persistence..");

  /** A host gets no other JAR with the library. */
  @ArchTest
  static final ArchRule NO_DEPENDENCIES =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "", // primitive types and their arrays
              ROOT + "..",
              "java..",
              "javax.naming..",
              "javax.sql..",
              "javax.crypto..",
              "jakarta..",
              "org.eclipse.microprofile..",
              "org.jspecify.annotations..");

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

  /** Packages that are still to come pass: a rule is there before its package is. */
  private static ArchRule onlyKnows(String self, String... others) {
    String[] known = Stream.concat(Stream.of(self), Arrays.stream(others)).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(self)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(known))))
        .allowEmptyShould(true);
  }
}
