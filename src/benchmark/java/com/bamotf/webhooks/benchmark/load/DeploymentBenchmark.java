package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.PreparedPayaraMicro;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much longer a prepared Payara Micro takes to be ready with our WAR than with an empty one, by
 * the server's own word, and how long the first webhook after such a start takes.
 */
public final class DeploymentBenchmark implements Benchmark {

  private static final Pattern READY = Pattern.compile("ready in ([\\d,.]+) \\(ms\\)");

  @Override
  public Table run(Options options) throws IOException, SQLException {
    List<Double> withOurs = new ArrayList<>();
    List<Double> overEmpty = new ArrayList<>();
    List<Double> firstRequest = new ArrayList<>();
    try (Postgres postgres = Postgres.durable()) {
      Database database = Database.create(postgres, "bamotf");
      try (ServerProcess ours = server(options.folder().resolve("ours"), database);
          ServerProcess empty = server(options.folder().resolve("empty"), database)) {
        empty.deploying(emptyWar(options.folder().resolve("empty.war")));
        List.of(ours, empty).forEach(server -> server.start().kill());
        for (int round = 0; round < options.rounds(); round++) {
          double withEmpty = readySeconds(empty.start());
          empty.kill();
          withOurs.add(readySeconds(ours.start()));
          firstRequest.add(requestMillis(ours.uriOf("/bamotf/webhook")) / 1000);
          ours.kill();
          overEmpty.add(withOurs.get(round) - withEmpty);
        }
      }
    }
    return new Table("Start of a prepared Payara Micro, %d rounds".formatted(options.rounds()))
        .add("our WAR", new Samples(withOurs), "s", Goal.NONE)
        .add("— more than an empty WAR", new Samples(overEmpty), "s", Goal.atMost(3.5))
        .add("the first webhook after it", new Samples(firstRequest), "s", Goal.atMost(0.5));
  }

  private static ServerProcess server(Path folder, Database database) throws IOException {
    Files.createDirectories(folder);
    return PreparedPayaraMicro.onPostgres(folder, database.server(), database.name())
        .with("bamotf.webhook.secret", Facts.SECRET);
  }

  private static double readySeconds(ServerProcess server) throws IOException {
    Matcher ready = READY.matcher(server.log());
    if (!ready.find()) {
      throw new IOException("The server does not tell how long it took:\n" + server.log());
    }
    return Double.parseDouble(ready.group(1).replaceAll("[,.]", "")) / 1000;
  }

  /** Connects, sends one webhook and reads the answer. */
  static double requestMillis(URI receiver) throws IOException {
    byte[] request = Facts.request(Facts.event(0), new WebhookSigner(Facts.SECRET), Instant.now());
    long begun = System.nanoTime();
    try (Connection connection = new Connection(receiver)) {
      int status = connection.exchange(request);
      if (status != 200) {
        throw new IOException("The receiver answered with " + status);
      }
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private static Path emptyWar(Path file) throws IOException {
    try (JarOutputStream war = new JarOutputStream(Files.newOutputStream(file))) {
      war.putNextEntry(new JarEntry("WEB-INF/"));
    }
    return file;
  }
}
