package com.bamotf.webhooks.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.receive.SignatureFilter;
import com.bamotf.webhooks.receive.WebhookResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README says of existing applications is what the example shop does. */
class ShopInReadmeTest {

  private static final Path SHOP = Path.of("src/it/shop");

  @Test
  void showsTheDependencyOfTheShop() throws IOException {
    String shown = section().split("```xml\n", 2)[1].split("```", 2)[0];
    assertThat(shown).startsWith("<dependency>");
    assertThat(withoutIndentation(Files.readString(SHOP.resolve("pom.xml"))))
        .contains(withoutIndentation(shown));
  }

  @Test
  void namesClassesAndSettingsThatThereAre() throws IOException {
    assertThat(section())
        .contains(
            "(src/it/shop)",
            "`" + WebhookResource.class.getSimpleName() + "`",
            "`" + SignatureFilter.class.getSimpleName() + "`",
            "`" + Setting.WEBHOOK_SECRET.key() + "`",
            "`" + Setting.DATASOURCE.key() + "`",
            "`" + Setting.INBOX_SCHEMA.key() + "`");
  }

  @Test
  void theShopNeedsNothingElseOfTheLibrary() throws IOException {
    assertThat(Files.readString(SHOP.resolve("pom.xml")).split("<dependency>"))
        .filteredOn(each -> !each.contains("<scope>test</scope>"))
        .hasSize(3);
    assertThat(Files.readString(SHOP.resolve("src/main/resources/META-INF/persistence.xml")))
        .containsOnlyOnce("<persistence-unit ")
        .as("the default data source, as the module's")
        .doesNotContain("<jta-data-source>");
  }

  @Test
  void whatItSaysOfMailsIsThere() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("`Mails` and `MailTimer` in [src/it/shop](src/it/shop)")
        .doesNotContain("AFTER_SUCCESS");
    assertThat(SHOP.resolve("src/main/java/com/example/shop"))
        .isDirectoryContaining("glob:**/Mails.java")
        .isDirectoryContaining("glob:**/MailTimer.java");
  }

  private static String section() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    return readme.split("\n## In an existing application\n", 2)[1].split("\n## ", 2)[0];
  }

  private static String withoutIndentation(String text) {
    return text.replaceAll("(?m)^ +", "");
  }
}
