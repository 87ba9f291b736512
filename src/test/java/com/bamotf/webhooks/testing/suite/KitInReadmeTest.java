package com.bamotf.webhooks.testing.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.testing.BamotfDelivery;
import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.TestPayment;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README and docs/testing.md say of the test kit is what tests run. */
class KitInReadmeTest {

  private static final Path TESTS = Path.of("src/test/java/com/bamotf/webhooks/testing");

  private static final Pattern ARTIFACT =
      Pattern.compile(
          "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  private static final Pattern CALL = Pattern.compile("\\b([a-z]\\w+)\\(");

  @Test
  void theHandlerAndItsTestAreRun() throws IOException {
    assertThat(run("orders/Orders.java")).contains(withoutSpace(handler()));
    assertThat(
            run("orders/OrdersTest.java")
                .replace("value=Orders.class,unit=\"orders\"", "Orders.class"))
        .contains(withoutSpace(snippet(readme(), "java")));
  }

  @Test
  void theTestOfAWholeApplicationIsRun() throws IOException {
    assertThat(run("suite/WholeApplicationTest.java"))
        .contains(withoutSpace(snippet(page(), "java")));
  }

  @Test
  void theWordsOfTheTableAreThere() throws IOException {
    List<String> known =
        Stream.of(BamotfScenario.class, BamotfDelivery.class, TestPayment.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .map(Method::getName)
            .toList();
    String table = page().split("\n\\| what happens \\|", 2)[1].split("\n\n", 2)[0];
    List<String> said =
        CALL.matcher(table)
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.startsWith("of"))
            .toList();
    assertThat(said).hasSizeGreaterThan(15);
    assertThat(known).containsAll(said);
  }

  /** Every word of the scenario that disturbs something is in the table or the example. */
  @Test
  void everyWordOfAScenarioIsExplained() throws IOException {
    String explained = readme() + page();
    assertThat(BamotfScenario.class.getDeclaredMethods())
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .extracting(Method::getName)
        .filteredOn(name -> !name.equals("clock") && !name.equals("bean"))
        .allSatisfy(name -> assertThat(explained).contains(name));
  }

  @Test
  void theDependenciesAreThoseOfTheShopAndOfThisBuild() throws IOException {
    String list = snippet(page(), "xml");
    assertThat(list.split("(?<=</dependency>)\n"))
        .hasSizeGreaterThan(5)
        .allSatisfy(each -> assertThat(each).contains("<scope>test</scope>"));
    assertThat(withoutSpace(Files.readString(Path.of("src/it/shop/pom.xml"))))
        .contains(withoutSpace(list));
    String classPath = System.getProperty("java.class.path");
    assertThat(ARTIFACT.matcher(list).results().skip(1))
        .hasSizeGreaterThan(5)
        .allSatisfy(found -> assertThat(classPath).contains(jar(found)));
  }

  /** All classes of that package get into the JAR, but not those of the packages below it. */
  @Test
  void noTestIsInThePackageOfTheKit() {
    assertThat(TESTS).isNotEmptyDirectory().isDirectoryNotContaining("glob:**.java");
  }

  /** What is on the tests' class path in this version. */
  private static String jar(MatchResult found) {
    return found.group(2) + "-" + found.group(3) + ".jar";
  }

  private static String handler() throws IOException {
    String rest = Files.readString(Path.of("README.md")).split("\n## Your handler\n", 2)[1];
    return rest.split("```java\n", 2)[1].split("```", 2)[0];
  }

  /** The first one. */
  private static String snippet(String text, String language) {
    return text.split("```" + language + "\n", 2)[1].split("```", 2)[0];
  }

  /** Its section on tests. */
  private static String readme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    return readme.split("\n## Test your handler\n", 2)[1].split("\n## ", 2)[0];
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/testing.md"));
  }

  private static String run(String file) throws IOException {
    return withoutSpace(Files.readString(TESTS.resolve(file)));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
