package com.bamotf.webhooks.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pom.xml says. */
final class Pom {

  private Pom() {}

  static String version() throws IOException {
    return first("<artifactId>bamotf-webhooks</artifactId>\\s*<version>([^<]+)</version>");
  }

  static String property(String name) throws IOException {
    return first("<" + Pattern.quote(name) + ">([^<]+)</");
  }

  private static String first(String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of("pom.xml")));
    if (!matcher.find()) {
      throw new IllegalStateException("pom.xml has no " + pattern);
    }
    return matcher.group(1);
  }
}
