package com.bamotf.webhooks.benchmark.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often a {@link CountingHandler} has handled the event of each payment intent. */
final class Handlings {

  /** For the handler, whose class in the WAR has a copy of the text. */
  static final String INSERT = "insert into benchmark_handling (payment_intent_id) values (?)";

  /** Without a unique key, which would hide a second handling, or fail it. */
  private static final String TABLE =
      "create table benchmark_handling (payment_intent_id varchar(255) not null)";

  private static final int SHOWN = 5;

  private Handlings() {}

  static void prepare(Database database) throws SQLException {
    database.execute(TABLE);
  }

  static void clear(Database database) throws SQLException {
    database.execute("truncate benchmark_handling");
  }

  /** The WAR with the handler in it. */
  static Path war(Path built, Path folder) throws IOException {
    Path war = folder.resolve(built.getFileName());
    Files.copy(built, war, StandardCopyOption.REPLACE_EXISTING);
    String name = CountingHandler.class.getName().replace('.', '/') + ".class";
    try (FileSystem files = FileSystems.newFileSystem(war);
        InputStream code = CountingHandler.class.getResourceAsStream("/" + name)) {
      Path target = files.getPath("WEB-INF/classes", name);
      Files.createDirectories(target.getParent());
      Files.copy(code, target);
    }
    return war;
  }

  /**
   * Checks that the events of these payment intents were handled, each once, and nothing else was.
   *
   * @throws IllegalStateException if not
   */
  static void requireOnce(Database database, Set<String> paymentIntents) throws SQLException {
    Map<String, Integer> handled = new HashMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select payment_intent_id from benchmark_handling")) {
      while (rows.next()) {
        handled.merge(rows.getString(1), 1, Integer::sum);
      }
    }
    List<String> faults = faults(paymentIntents, handled);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "Of %s events: %s".formatted(paymentIntents.size(), String.join("; ", faults)));
    }
  }

  /**
   * @param handled how often each was
   */
  static List<String> faults(Set<String> expected, Map<String, Integer> handled) {
    List<String> faults = new ArrayList<>();
    add(faults, "never handled", expected.stream().filter(id -> !handled.containsKey(id)).toList());
    add(
        faults,
        "handled more than once",
        handled.keySet().stream().filter(id -> handled.get(id) > 1).toList());
    add(
        faults,
        "handled although they should not be",
        handled.keySet().stream().filter(id -> !expected.contains(id)).toList());
    return faults;
  }

  private static void add(List<String> faults, String what, List<String> ids) {
    if (!ids.isEmpty()) {
      List<String> some = ids.subList(0, Math.min(SHOWN, ids.size()));
      faults.add("%s %s, such as %s".formatted(ids.size(), what, some));
    }
  }
}
