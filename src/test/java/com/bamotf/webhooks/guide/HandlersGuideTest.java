package com.bamotf.webhooks.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.readme.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The classes that docs/handlers.md shows are those that the other tests here run. */
class HandlersGuideTest {

  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n.*?```\n");

  @Test
  void showsTheClassesThatAreRunAndNoOthers() throws IOException {
    List<String> run = new ArrayList<>();
    for (Class<?> each : List.of(ImportedOrders.class, Stock.class, Shipments.class)) {
      run.add(Snippet.of(each));
    }
    String guide = Files.readString(Path.of("docs/handlers.md"));
    assertThat(BLOCK.matcher(guide).results().map(MatchResult::group))
        .containsExactlyElementsOf(run);
  }
}
