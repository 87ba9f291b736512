package com.bamotf.webhooks.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages tell users to add to a server is what the shipped setups add, and tests run. */
class MessagesTest {

  private static final Pattern LIBERTY = Pattern.compile("(mp[A-Z]\\w+|webProfile)-\\d+\\.\\d+");
  private static final Pattern WILDFLY = Pattern.compile("org\\.wildfly\\.extension\\.[\\w.-]+");

  @ParameterizedTest
  @ValueSource(strings = {"h2.xml", "postgresql.xml"})
  void featuresOfOpenLiberty(String setup) throws IOException {
    Set<String> told = toldByMessages(LIBERTY);
    assertThat(told).hasSize(5);
    assertThat(Files.readString(Path.of("src", "servers", "liberty", setup))).contains(told);
  }

  @Test
  void extensionsOfWildFly() throws IOException {
    Set<String> told = toldByMessages(WILDFLY);
    assertThat(told).hasSize(2);
    assertThat(Files.readString(Path.of("src", "servers", "wildfly", "postgresql.cli")))
        .contains(told);
  }

  private static Set<String> toldByMessages(Pattern pattern) throws IOException {
    Set<String> told = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      for (Path source : sources) {
        pattern
            .matcher(Files.readString(source))
            .results()
            .map(MatchResult::group)
            .forEach(told::add);
      }
    }
    return told;
  }
}
