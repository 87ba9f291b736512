package com.bamotf.webhooks.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each artifact says of itself: its contents, its licence, and what it bundles. */
class ArtifactsIT {

  private static final String WAR = ServerProcess.required("bamotf.war");

  private static final String VENDOR = "com/bamotf/webhooks/console/page/vendor/";

  @ParameterizedTest
  @ValueSource(strings = {".war", ".jar", "-console.jar", "-testing.jar", "-cli.jar"})
  void eachHasItsReadmeAndTheLicence(String artifact) throws IOException {
    assertThat(text(artifact, "META-INF/README.md")).startsWith("# bamotf-webhooks" + artifact);
    assertThat(text(artifact, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
  }

  @ParameterizedTest
  @ValueSource(strings = {".war", "-console.jar", "-cli.jar"})
  void whatBundlesHasANoticeAndAnSbom(String artifact) throws IOException {
    String notice = text(artifact, "META-INF/NOTICE");
    Sbom sbom = sbom(artifact);
    String ours = Pom.version();
    assertThat(notice).doesNotContain("${");
    assertThat(sbom.json().toString()).doesNotContain("${");
    assertThat(sbom.version()).isEqualTo(ours);
    assertThat(sbom.components())
        .hasSizeGreaterThanOrEqualTo(3)
        .filteredOn(component -> !component.getString("version").equals(ours))
        .hasSize(3)
        .allSatisfy(component -> assertThat(notice).contains(component.getString("version")));
  }

  @ParameterizedTest
  @ValueSource(strings = {".jar", "-testing.jar"})
  void whatBundlesNothingSaysNothingElse(String artifact) throws IOException {
    assertThat(names(artifact))
        .noneMatch(name -> name.contains("sbom") || name.contains("licenses"))
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("com/bamotf/webhooks/"));
  }

  @Test
  void theCommandLineHasTheLicencesOfWhatItBundles() throws IOException {
    assertThat(names("-cli.jar"))
        .filteredOn(name -> name.startsWith("META-INF/licenses/") && !name.endsWith("/"))
        .containsExactlyInAnyOrder(
            "META-INF/licenses/picocli/LICENSE",
            "META-INF/licenses/parsson/META-INF/LICENSE.md",
            "META-INF/licenses/parsson/META-INF/NOTICE.md",
            "META-INF/licenses/jakarta.json-api/META-INF/LICENSE.md",
            "META-INF/licenses/jakarta.json-api/META-INF/NOTICE.md");
    assertThat(text("-cli.jar", "META-INF/licenses/picocli/LICENSE")).contains("Apache License");
    assertThat(text("-cli.jar", "META-INF/licenses/parsson/META-INF/NOTICE.md"))
        .contains("Parsson");
    assertThat(text("-cli.jar", "META-INF/licenses/parsson/META-INF/LICENSE.md"))
        .contains("Eclipse Public License - v 2.0")
        .contains("The GNU General Public License (GPL) Version 2");
    assertThat(text("-cli.jar", "META-INF/licenses/jakarta.json-api/META-INF/NOTICE.md"))
        .contains("Jakarta JSON Processing");
    assertThat(sbom("-cli.jar").purls())
        .containsExactly(
            "pkg:maven/info.picocli/picocli@" + Pom.property("picocli.version") + "?type=jar",
            "pkg:maven/org.eclipse.parsson/parsson@"
                + Pom.property("parsson.version")
                + "?type=jar",
            "pkg:maven/jakarta.json/jakarta.json-api@"
                + Pom.property("jakarta.json.version")
                + "?type=jar");
  }

  @Test
  void theConsoleHasTheLicencesOfItsPage() throws IOException {
    assertThat(text("-console.jar", VENDOR + "LICENSE-preact")).contains("MIT License");
    assertThat(text("-console.jar", VENDOR + "LICENSE-htm")).contains("Apache License");
    assertThat(text("-console.jar", VENDOR + "LICENSE-uplot")).contains("MIT License");
  }

  private static Sbom sbom(String artifact) throws IOException {
    String name =
        names(artifact).stream()
            .filter(file -> file.endsWith(".cdx.json"))
            .findFirst()
            .orElseThrow();
    return Sbom.read(text(artifact, name));
  }

  private static List<String> names(String artifact) throws IOException {
    try (ZipFile zip = new ZipFile(WAR.replace(".war", artifact))) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  private static String text(String artifact, String name) throws IOException {
    try (ZipFile zip = new ZipFile(WAR.replace(".war", artifact))) {
      ZipEntry entry = zip.getEntry(name);
      assertThat(entry).as("%s in %s", name, artifact).isNotNull();
      return new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
    }
  }
}
