package com.bamotf.webhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.cli.ServerDouble.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminCommandsTest {

  private final ServerDouble server = new ServerDouble();
  private final CommandRun command =
      new CommandRun()
          .with("BAMOTF_URL", server.url())
          .with("BAMOTF_ADMIN_TOKEN", ServerDouble.TOKEN);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsEntries() {
    assertThat(command.run("entries", "list")).isZero();
    assertThat(command.out().lines())
        .containsExactly(
            "ID  STATUS     RECEIVED              EVENT                     PAYMENT INTENT  LAST ERROR",
            "42  ABANDONED  2026-11-24T12:00:00Z  payment_intent.succeeded  pi-1            no [2J stock");
    assertThat(server.only().headers())
        .containsEntry("authorization", "Bearer " + ServerDouble.TOKEN);

    assertThat(command.run("entries", "list", "--json")).isZero();
    assertThat(command.out().strip()).isEqualTo(ServerDouble.entry());
  }

  @Test
  void everyFilterIsAParameter() {
    command.run(
        "entries",
        "list",
        "--status",
        "ABANDONED,PENDING",
        "--event",
        "e",
        "--mode",
        "m",
        "--intent",
        "i",
        "--source",
        "TEST",
        "--text",
        "a b&c",
        "--from",
        "2026-11-24T00:00:00Z",
        "--to",
        "2026-11-25T00:00:00Z",
        "--min-attempts",
        "3",
        "--limit",
        "7");
    assertThat(server.only().uri())
        .isEqualTo(
            "/bamotf/api/admin/entries?status=ABANDONED%2CPENDING&event=e&mode=m&intent=i"
                + "&source=TEST&q=a+b%26c&from=2026-11-24T00%3A00%3A00Z&to=2026-11-25T00%3A00%3A00Z"
                + "&minAttempts=3&limit=7");
  }

  @Test
  void followsPagesUpToTheLimit() {
    String entry = ServerDouble.entry();
    server
        .answering("/api/admin/entries", 200, "{\"entries\":[" + entry + "],\"next\":\"42\"}")
        .answering("/api/admin/entries", 200, "{\"entries\":[" + entry + "],\"next\":\"41\"}");
    assertThat(command.run("entries", "list", "--limit", "2")).isZero();
    assertThat(server.requests())
        .extracting(Request::uri)
        .containsExactly(
            "/bamotf/api/admin/entries?limit=2", "/bamotf/api/admin/entries?limit=1&after=42");
    assertThat(command.out()).contains("There are more");
  }

  @Test
  void anEmptyListIsSaid() {
    server.answering("/api/admin/entries", 200, "{\"entries\":[],\"next\":null}");
    assertThat(command.run("entries", "list")).isZero();
    assertThat(command.out().strip()).isEqualTo("No entries match.");
    server.answering("/api/payments", 200, "{\"data\":[],\"next\":null}");
    assertThat(command.run("payments", "list")).isZero();
    assertThat(command.out().strip()).isEqualTo("No payments match.");
  }

  @Test
  void aLimitIsChecked() {
    assertThat(command.run("entries", "list", "--limit", "0")).isEqualTo(2);
    assertThat(command.run("payments", "list", "--limit", "100001")).isEqualTo(2);
    assertThat(command.err()).contains("--limit 100001 is not from 1 to 100000");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void showsAnEntry() {
    assertThat(command.run("entries", "show", "42")).isZero();
    assertThat(command.out())
        .contains(
            "Entry 42",
            "payment intent id: pi-1",
            "Failed attempts",
            "2026-11-24T12:00:01Z  java.lang.E  no stock",
            "Other entries",
            "{\"a\": 1}")
        .doesNotContain("What people did", "next attempt at", "\u001b");
    assertThat(command.run("entries", "show", "42", "--json")).isZero();
    assertThat(command.out()).startsWith("{\"id\":\"42\"").contains("\"failures\":[{");
  }

  @Test
  void anEntryThatIsNotThereIsANo() {
    assertThat(command.run("entries", "show", "43")).isEqualTo(1);
    assertThat(command.err().strip()).isEqualTo("There is no such thing");
    assertThat(command.run("entries", "show", "../settings")).isEqualTo(2);
    assertThat(command.err()).contains("is not the id of an entry");
  }

  @Test
  void listsPayments() {
    String next =
        "{\"data\":[{\"id\":\"pi-0\",\"amount\":\"1\",\"currency\":\"BTC\"}],\"next\":\"/x\"}";
    server.answering("/api/payments", 200, next);
    assertThat(command.run("payments", "list", "--status", "succeeded", "--text", "x")).isZero();
    assertThat(command.out().lines())
        .hasSize(3)
        .endsWith("pi-1            prod  succeeded  2500 EUR  150000        2026-11-24T12:00:00Z");
    assertThat(server.requests())
        .extracting(Request::uri)
        .containsExactly(
            "/bamotf/api/payments?status=succeeded&q=x&limit=50",
            "/bamotf/api/payments?status=succeeded&q=x&limit=49&offset=1");
  }

  @Test
  void requestsAReconciliation() {
    assertThat(command.run("reconcile")).isZero();
    assertThat(server.only().method()).isEqualTo("POST");
    assertThat(command.out()).startsWith("Requested a run at 2026-11-24T12:00:00Z");
    server.answering("/api/admin/reconcile", 409, ServerDouble.problem(409, "It is off"));
    assertThat(command.run("reconcile")).isEqualTo(1);
  }

  @Test
  void showsTheLastReconciliation() {
    assertThat(command.run("reconcile", "--show")).isZero();
    assertThat(command.out().strip())
        .isEqualTo(
            "Account 1: waiting, last success 2026-11-24T12:00:00Z, seen 10, missing 1, filled 1");
    server.answering(
        "/api/admin/reconcile",
        200,
        "{\"active\":true,\"accounts\":[{\"account\":1,\"running\":true,\"problem\":\"401\"}]}");
    assertThat(command.run("reconcile", "--show")).isEqualTo(1);
    assertThat(command.out()).contains("running, last success never", "Problem: 401");
    server.answering("/api/admin/reconcile", 200, "{\"active\":false,\"accounts\":[]}");
    assertThat(command.run("reconcile", "--show")).isEqualTo(1);
    assertThat(command.out()).contains("bamotf.api.key");
  }
}
