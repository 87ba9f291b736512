package com.bamotf.webhooks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server, a Java and a database, and the integration tests that run there, named by their
 * classes. The names of the tests say what belongs together: {@code PayaraMicro7ShopIT} is the shop
 * in the row {@code PayaraMicro7}.
 *
 * @param name what the names of its tests begin with
 * @param shop empty if the shop is not run there
 * @param console empty if the console is not run there
 */
record Row(String name, String acceptance, Optional<String> shop, Optional<String> console) {

  private static final Pattern ACCEPTANCE = Pattern.compile("(.+?)(Postgres|H2)IT");

  /** Those of the tests in this folder, in the order of their names. */
  static List<Row> of(Path sources) throws IOException {
    TreeMap<String, String> tests = tests(sources);
    List<Row> rows = new ArrayList<>();
    tests.forEach(
        (test, fullName) -> {
          Matcher name = ACCEPTANCE.matcher(test);
          if (name.matches()) {
            boolean postgres = name.group(2).equals("Postgres");
            String row = name.group(1) + (postgres ? "" : name.group(2));
            rows.add(
                new Row(
                    row,
                    fullName,
                    Optional.ofNullable(tests.get(row + "ShopIT")),
                    Optional.ofNullable(tests.get(row + "ConsoleIT"))));
          }
        });
    rows.sort(Comparator.comparing(Row::name));
    return rows;
  }

  /** By their simple names, the full ones. */
  private static TreeMap<String, String> tests(Path sources) throws IOException {
    TreeMap<String, String> tests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .map(file -> sources.relativize(file).toString().replaceAll("[/\\\\]", "."))
          .filter(name -> name.endsWith("IT.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .forEach(name -> tests.put(name.substring(name.lastIndexOf('.') + 1), name));
    }
    return tests;
  }

  /** The full names of its tests. */
  Stream<String> tests() {
    return Stream.of(Optional.of(acceptance), shop, console).flatMap(Optional::stream);
  }
}
