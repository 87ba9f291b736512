package com.bamotf.webhooks.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A class as a document shows it. */
public final class Snippet {

  private Snippet() {}

  /** The class without its imports, as a block of Markdown. */
  public static String of(Class<?> shown) throws IOException {
    String file = shown.getName().replace('.', '/') + ".java";
    return of(Path.of("src/test/java").resolve(file));
  }

  /** The class in this file without its imports, as a block of Markdown. */
  public static String of(Path file) throws IOException {
    String source = Files.readString(file);
    String withoutImports = source.substring(source.lastIndexOf("\nimport "));
    return "```java\n" + withoutImports.substring(withoutImports.indexOf("\n\n") + 2) + "```\n";
  }
}
