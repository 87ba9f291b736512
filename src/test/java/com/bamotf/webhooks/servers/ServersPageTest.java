package com.bamotf.webhooks.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The table of docs/servers.md is that of the integration tests there are. None failed. */
class ServersPageTest {

  private static final Path PAGE = Path.of("docs", "servers.md");

  @Test
  void hasARowForEachServerThatIsTested() throws IOException {
    assertThat(cells())
        .extracting(cells -> cells.get(0))
        .isEqualTo(rows().stream().map(row -> "`" + row.name() + "`").toList());
  }

  @Test
  void noTestHasFailed() throws IOException {
    List<List<String>> cells = cells();
    List<Row> rows = rows();
    assertThat(cells).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertThat(cells.get(i)).as("%s", row.name()).hasSize(7);
      assertPassed(cells.get(i).get(4), true);
      assertPassed(cells.get(i).get(5), row.shop().isPresent());
      assertPassed(cells.get(i).get(6), row.console().isPresent());
    }
  }

  private static void assertPassed(String cell, boolean tested) {
    assertThat(cell).matches(tested ? "(\\d+) of \\1|" + ServersTable.NOT_RUN : "–");
  }

  /** Those with the word for each Java, such as JAVA_25, are others than those without. */
  @Test
  void eachInstallationIsTestedWithPostgres() throws IOException {
    assertThat(rows())
        .filteredOn(row -> row.acceptance().endsWith("PostgresIT"))
        .extracting(row -> row.name().toUpperCase(Locale.ROOT))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Installation.values())
                .map(each -> each.name().replace("_", ""))
                .toList());
  }

  /** Its pool splits transactions, so the shop is not run on GlassFish 7. */
  @Test
  void eachHasTheConsoleAndTheShop() throws IOException {
    assertThat(rows())
        .filteredOn(row -> row.acceptance().endsWith("PostgresIT"))
        .allSatisfy(row -> assertThat(row.console()).as(row.name()).isPresent())
        .filteredOn(row -> row.shop().isEmpty())
        .extracting(Row::name)
        .containsExactly("GlassFish");
  }

  private static List<Row> rows() throws IOException {
    return Row.of(Path.of("src", "test", "java"));
  }

  /** Of each row of the table. */
  private static List<List<String>> cells() throws IOException {
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf(ServersTable.BEGIN), page.indexOf(ServersTable.END));
    return table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
        .toList();
  }
}
