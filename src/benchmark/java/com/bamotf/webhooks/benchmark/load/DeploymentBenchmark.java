package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.PayaraMicro;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.PreparedPayaraMicro;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import com.bamotf.webhooks.benchmark.minimal.MinimalApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * How much longer Payara Micro takes to be ready with our WAR than with an empty one, and than with
 * the smallest application that uses the same parts of the server, by the server's own word. Once
 * with servers that the shipped script prepared, each for its WAR, and once with servers that are
 * unpacked and get their WAR at each start. The tables are there already, save for the start whose
 * line says so.
 */
public final class DeploymentBenchmark implements Benchmark {

  private static final Pattern READY = Pattern.compile("ready in ([\\d,.]+) \\(ms\\)");

  @Override
  public Table run(Options options) throws IOException, SQLException {
    Table table = new Table("Start of Payara Micro, %d rounds".formatted(options.rounds()));
    try (Postgres postgres = Postgres.durable()) {
      Database database = Database.create(postgres, "bamotf");
      double first;
      try (ServerProcess server =
          server(PayaraMicro::onPostgres, options.folder().resolve("first"), database)) {
        first = ready(server);
      }
      compare(
          table, "prepared", PreparedPayaraMicro::onPostgres, database, options, Goal.atMost(2));
      compare(table, "deployed anew", PayaraMicro::onPostgres, database, options, Goal.NONE);
      return table.add(
          "deployed anew: our WAR, the first time, making its tables",
          Samples.of(first),
          "s",
          Goal.NONE);
    }
  }

  /** Each server is started once before anything is measured. */
  static void compare(
      Table table,
      String name,
      ServerProcess.OnPostgres way,
      Database database,
      Options options,
      Goal goal)
      throws IOException {
    Path folder = options.folder().resolve(name.replace(' ', '-'));
    try (ServerProcess ours = server(way, folder.resolve("ours"), database);
        ServerProcess minimal = server(way, folder.resolve("minimal"), database);
        ServerProcess empty = server(way, folder.resolve("empty"), database)) {
      minimal.deploying(minimalWar(folder.resolve("minimal.war")));
      empty.deploying(emptyWar(folder.resolve("empty.war")));
      List.of(ours, minimal, empty).forEach(server -> server.start().kill());
      List<Double> withOurs = new ArrayList<>();
      List<Double> overEmpty = new ArrayList<>();
      List<Double> overMinimal = new ArrayList<>();
      List<Double> minimalOverEmpty = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        double withEmpty = ready(empty);
        double withMinimal = ready(minimal);
        withOurs.add(ready(ours));
        overEmpty.add(withOurs.get(round) - withEmpty);
        overMinimal.add(withOurs.get(round) - withMinimal);
        minimalOverEmpty.add(withMinimal - withEmpty);
      }
      table
          .add(name + ": our WAR", new Samples(withOurs), "s", Goal.NONE)
          .add("— more than an empty WAR", new Samples(overEmpty), "s", goal)
          .add("— more than the minimal WAR", new Samples(overMinimal), "s", Goal.NONE)
          .add(
              name + ": the minimal WAR, more than an empty one",
              new Samples(minimalOverEmpty),
              "s",
              Goal.NONE);
    }
  }

  private static ServerProcess server(ServerProcess.OnPostgres way, Path folder, Database database)
      throws IOException {
    Files.createDirectories(folder);
    return way.server(folder, database.server(), database.name())
        .with("bamotf.webhook.secret", Facts.SECRET);
  }

  private static double ready(ServerProcess server) throws IOException {
    Matcher ready = READY.matcher(server.start().log());
    server.kill();
    if (!ready.find()) {
      throw new IOException("The server does not tell how long it took:\n" + server.log());
    }
    return Double.parseDouble(ready.group(1).replaceAll("[,.]", "")) / 1000;
  }

  private static Path emptyWar(Path file) throws IOException {
    try (JarOutputStream war = new JarOutputStream(Files.newOutputStream(file))) {
      war.putNextEntry(new JarEntry("WEB-INF/"));
    }
    return file;
  }

  /** What each application pays that has a REST resource, a transactional bean and an entity. */
  private static Path minimalWar(Path file) {
    ShrinkWrap.create(WebArchive.class)
        .addPackage(MinimalApplication.class.getPackage())
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .addAsResource(new StringAsset(PERSISTENCE_XML), "META-INF/persistence.xml")
        .as(ZipExporter.class)
        .exportTo(file.toFile(), true);
    return file;
  }

  private static final String PERSISTENCE_XML =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="minimal" transaction-type="JTA"/>
      </persistence>
      """;
}
