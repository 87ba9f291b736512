package com.bamotf.webhooks.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's libraries: what the SBOMs and notices say of them is what vendor.sh fetched. */
class VendoredTest {

  private static final Pattern FETCHED = Pattern.compile("npm install .*--prefix \\. (.+)");

  @Test
  void theSbomsListExactlyWhatWasFetched() throws IOException {
    List<String> fetched = fetched();
    for (String file :
        List.of(
            "src/main/console/META-INF/sbom/bamotf-webhooks-console.cdx.json",
            "src/main/war/META-INF/sbom/bamotf-webhooks-war.cdx.json")) {
      assertThat(Sbom.read(Files.readString(Path.of(file))).purls())
          .filteredOn(purl -> purl.startsWith("pkg:npm/"))
          .as(file)
          .containsExactlyElementsOf(fetched.stream().map(name -> "pkg:npm/" + name).toList());
    }
  }

  @Test
  void theNoticesNameThemWithTheirVersions() throws IOException {
    for (String file :
        List.of("src/main/console/META-INF/NOTICE", "src/main/war/META-INF/NOTICE")) {
      String notice = Files.readString(Path.of(file)).replaceAll("\\s+", " ");
      assertThat(fetched())
          .allSatisfy(
              name -> assertThat(notice).as(file).containsIgnoringCase(name.replace('@', ' ')));
    }
  }

  private static List<String> fetched() throws IOException {
    String script = Files.readString(Path.of("src/test/node/console/vendor.sh"));
    List<String> names =
        FETCHED
            .matcher(script)
            .results()
            .flatMap(found -> Pattern.compile(" ").splitAsStream(found.group(1)))
            .toList();
    assertThat(names).hasSize(3);
    return names;
  }
}
