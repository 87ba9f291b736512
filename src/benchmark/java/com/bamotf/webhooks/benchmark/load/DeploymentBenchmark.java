package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.PayaraMicro;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
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

/**
 * How much longer Payara Micro takes to be ready with our WAR than with an empty one, by the
 * server's own word. The tables are there already, save for the start whose line says so.
 */
public final class DeploymentBenchmark implements Benchmark {

  private static final Pattern READY = Pattern.compile("ready in ([\\d,.]+) \\(ms\\)");

  @Override
  public Table run(Options options) throws IOException, SQLException {
    Path empty = emptyWar(options.folder().resolve("empty.war"));
    try (Postgres postgres = Postgres.durable()) {
      Database database = Database.create(postgres, "bamotf");
      double first = ready(options.folder(), database);
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      List<Double> added = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        theirs.add(ready(options.folder(), database, empty));
        ours.add(ready(options.folder(), database));
        added.add(ours.get(round) - theirs.get(round));
      }
      return new Table("Start of Payara Micro, %d rounds".formatted(options.rounds()))
          .add("with an empty WAR", new Samples(theirs), "s", Goal.NONE)
          .add("with our WAR", new Samples(ours), "s", Goal.NONE)
          .add("— added", new Samples(added), "s", Goal.atMost(2))
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
}
