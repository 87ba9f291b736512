package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that stops in order while requests come: what got its 200 is stored (P1). What comes
 * when the application is gone already is answered by the server itself, in its own way: Payara now
 * and then with an empty 200.
 */
class StopUnderLoadIT {

  private static final int SENDERS = 8;

  @TempDir Path folder;

  @Test
  void payaraMicro() {
    stops(PayaraMicro::onPostgres);
  }

  @Test
  @Tag("servers")
  void wildFly() {
    stops(WildFly::onPostgres);
  }

  private void stops(ServerProcess.OnPostgres kind) {
    try (Postgres postgres = new Postgres()) {
      Books books = Books.open(postgres);
      try (ServerProcess server = kind.server(folder, postgres, books.database())) {
        server.with("bamotf.webhook.secret", Load.SECRET).start();
        books.watch();
        List<Trickle> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
          senders.add(new Trickle(server, Duration.ZERO));
        }
        senders.get(0).awaitAccepted(50, Waiting.LIMIT);
        server.terminate();
        server.awaitEnd();
        senders.forEach(Trickle::close);
        List<Trickle.Answer> answers =
            senders.stream().flatMap(sender -> sender.answers().stream()).toList();
        System.out.printf(
            "Stop under load, %s: %s%n",
            server.getClass().getSimpleName(),
            answers.stream()
                .collect(
                    Collectors.groupingBy(
                        each -> each.status() + (isOurs(each) ? " ours" : ""),
                        TreeMap::new,
                        Collectors.counting())));
        assertThat(answers)
            .as("bamotf sends again what it got another answer for, whoever gave it")
            .allMatch(
                each ->
                    each.status() == 200
                        || each.status() == Trickle.NO_ANSWER
                        || each.status() >= 400);
        Set<String> accepted =
            answers.stream()
                .filter(each -> each.status() == 200 && isOurs(each))
                .map(Trickle.Answer::paymentIntentId)
                .collect(Collectors.toSet());
        assertThat(books.unknown(accepted)).as("accepted, yet not stored").isEmpty();
      }
    }
  }

  private static boolean isOurs(Trickle.Answer answer) {
    return answer.body().contains("\"success\"");
  }
}
