package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.readme.Snippet;
import com.bamotf.webhooks.shop.messages.JmsTopic;
import com.bamotf.webhooks.shop.messages.PaymentMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The classes that the guides show are those that tests run, and there are no others. */
class GuidesTest {

  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n.*?```\n");
  private static final Path SHOP = Path.of("src/it/shop/src/main/java/com/example/shop");

  @Test
  void handlers() throws IOException {
    assertShown("docs/handlers.md", ImportedOrders.class, Stock.class, Shipments.class);
  }

  @Test
  void publishOn() throws IOException {
    assertShown("docs/publish-on.md", Announcements.class, JmsTopic.class, PaymentMessages.class);
  }

  @Test
  void fromNode() throws IOException {
    assertShown("docs/from-node.md", PaidOrders.class);
  }

  /** A method of the example shop and a class of it, which run on servers. */
  @Test
  void payerScreen() throws IOException {
    List<String> shown = blocks("docs/payer-screen.md");
    assertThat(shown).hasSize(2).last().isEqualTo(Snippet.of(SHOP.resolve("Screens.java")));
    String method = shown.get(0).replaceAll("```(java\n)?", "").strip().indent(2);
    assertThat(method).contains("public void watch(");
    assertThat(Files.readString(SHOP.resolve("OrdersResource.java"))).contains(method);
  }

  private static void assertShown(String page, Class<?>... run) throws IOException {
    List<String> expected = new ArrayList<>();
    for (Class<?> each : run) {
      expected.add(Snippet.of(each));
    }
    assertThat(blocks(page)).containsExactlyElementsOf(expected);
  }

  private static List<String> blocks(String page) throws IOException {
    String text = Files.readString(Path.of(page));
    return BLOCK.matcher(text).results().map(MatchResult::group).toList();
  }
}
