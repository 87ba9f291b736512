package com.bamotf.webhooks.browser;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.acceptance.Http;
import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.acceptance.ServerReport;
import com.bamotf.webhooks.browser.login.Members;
import com.bamotf.webhooks.browser.mended.BrokenUntilMended;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does in a browser, on a real server with PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsoleAcceptance {

  static final String DATABASE = "console";

  private static final String SECRET = "my-secret";
  private static final String OLDER_SECRET = "my-older-secret";

  @TempDir static Path folder;

  final Postgres postgres = new Postgres();
  ServerProcess server;

  /** A server on this empty database that is not started yet. */
  abstract ServerProcess newServer(Path folder, Postgres postgres, String database);

  /** What is to be deployed. */
  Path[] archives() {
    return new Path[] {war()};
  }

  final Path war() {
    return ConsoleArchives.war(folder, passwordHash());
  }

  @BeforeAll
  void start() {
    Browser.require();
    Browser.install();
    postgres.createDatabase(DATABASE);
    server =
        newServer(folder, postgres, DATABASE)
            .deploying(archives())
            .with("bamotf.webhook.secret", SECRET)
            .with("bamotf.webhook.secret.2", OLDER_SECRET)
            .with("bamotf.dispatch.max-attempts", "2")
            .with("bamotf.dispatch.backoff", "PT0.05S")
            .with(BrokenUntilMended.MENDED, mended().toString())
            .withAllCompilers() // or each password takes seconds
            .start();
    awaitConsole("/bamotf/console/");
    ServerReport.write(getClass(), server);
    History.ofADay(postgres, DATABASE);
  }

  final void awaitConsole(String path) {
    Waiting.await()
        .ignoreExceptions()
        .until(() -> Http.get(server.uriOf(path)).statusCode() == 200);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    postgres.close();
  }

  @TestFactory
  Stream<DynamicTest> operator() {
    return Browser.walk(ofWar().build(), "smoke");
  }

  final JsonObjectBuilder ofWar() {
    return config("/bamotf/console/", "../api/admin/", "/bamotf/webhook");
  }

  /** What scenarios need to know of an application. */
  final JsonObjectBuilder config(String page, String api, String webhook) {
    return Json.createObjectBuilder()
        .add("url", server.uriOf(page).toString())
        .add("api", api)
        .add("webhook", server.uriOf(webhook).toString())
        .add("secret", SECRET)
        .add("older", OLDER_SECRET)
        .add("password", Members.PASSWORD)
        .add("mended", mended().toString())
        .add("pictures", Browser.PICTURES.resolve(getClass().getSimpleName()).toString());
  }

  private static Path mended() {
    return folder.toAbsolutePath().resolve("mended");
  }

  /** As the README says. */
  private static String passwordHash() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = ServerProcess.required("bamotf.cli.jar");
    try {
      Process process =
          new ProcessBuilder(java, "-jar", jar, "hash-password")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.outputWriter(StandardCharsets.UTF_8).append(Members.PASSWORD).append('\n').close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
