package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.PayaraMicro;
import com.bamotf.webhooks.acceptance.Postgres;
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
 * the smallest application that uses the same parts of the server, by the server's own word. The
 * tables are there already, save for the start whose line says so.
 */
public final class DeploymentBenchmark implements Benchmark {

  private static final Pattern READY = Pattern.compile("ready in ([\\d,.]+) \\(ms\\)");

  @Override
  public Table run(Options options) throws IOException, SQLException {
    Path empty = emptyWar(options.folder().resolve("empty.war"));
    Path minimal = minimalWar(options.folder().resolve("minimal.war"));
    try (Postgres postgres = Postgres.durable()) {
      Database database = Database.create(postgres, "bamotf");
      double first = ready(options.folder(), database);
      List<Double> ours = new ArrayList<>();
      List<Double> overEmpty = new ArrayList<>();
      List<Double> overMinimal = new ArrayList<>();
      List<Double> minimalOverEmpty = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        double withEmpty = ready(options.folder(), database, empty);
        double withMinimal = ready(options.folder(), database, minimal);
        ours.add(ready(options.folder(), database));
        overEmpty.add(ours.get(round) - withEmpty);
        overMinimal.add(ours.get(round) - withMinimal);
        minimalOverEmpty.add(withMinimal - withEmpty);
      }
      return new Table("Start of Payara Micro, %d rounds".formatted(options.rounds()))
          .add("with our WAR", new Samples(ours), "s", Goal.NONE)
          .add("— more than with an empty WAR", new Samples(overEmpty), "s", Goal.atMost(2))
          .add("— more than with the minimal WAR", new Samples(overMinimal), "s", Goal.NONE)
          .add(
              "with the minimal WAR, more than with an empty one",
              new Samples(minimalOverEmpty),
              "s",
              Goal.NONE)
          .add(
              "with our WAR, the first time, making its tables", Samples.of(first), "s", Goal.NONE);
    }
  }

  private static double ready(Path folder, Database database, Path... instead) throws IOException {
    try (ServerProcess server =
        PayaraMicro.onPostgres(folder, database.server(), database.name())) {
      server.with("bamotf.webhook.secret", Facts.SECRET);
      if (instead.length > 0) {
        server.deploying(instead);
      }
      Matcher ready = READY.matcher(server.start().log());
      if (!ready.find()) {
        throw new IOException("The server does not tell how long it took; its log is in " + folder);
      }
      return Double.parseDouble(ready.group(1).replaceAll("[,.]", "")) / 1000;
    }
  }

  private static Path emptyWar(Path file) throws IOException {
    try (JarOutputStream war = new JarOutputStream(Files.newOutputStream(file))) {
      war.putNextEntry(new JarEntry("WEB-INF/"));
    }
    return file;
  }

  /** What each application pays that has a REST resource, an enterprise bean and an entity. */
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
