package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.Bodies;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the WAR does on a real server with a PostgreSQL of its own. */
abstract class PostgresAcceptance extends ReceiverAcceptance {

  private static final String DATABASE = "acceptance";

  private final Postgres postgres = new Postgres();

  /** A server on this empty database that is not started yet. */
  abstract ServerProcess newServer(Path folder, Postgres postgres, String database);

  @Override
  final ServerProcess newServer(Path folder) {
    postgres.createDatabase(DATABASE);
    return newServer(folder, postgres, DATABASE);
  }

  @AfterAll
  void stopPostgres() {
    postgres.close();
  }

  /** The system column xmin is the transaction that wrote a row. */
  @Test
  void thePaymentAndTheEndOfItsEventAreOfOneTransaction() {
    String id = UUID.randomUUID().toString();
    Http.postSigned(server().uri("/webhook"), SECRET, Bodies.event(id, "succeeded"));
    awaitPayment(id, "succeeded");
    String sql = "select status || ' ' || xmin from %s where %s = '%s'";
    String event = postgres.value(DATABASE, sql.formatted("bamotf_inbox", "payment_intent_id", id));
    String payment = postgres.value(DATABASE, sql.formatted("bamotf_payment", "id", id));
    assertThat(event).isEqualTo(payment.replace("SUCCEEDED", "HANDLED"));
  }
}
