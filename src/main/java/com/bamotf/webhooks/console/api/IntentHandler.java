package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.client.BamotfException;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.event.PaymentIntent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** What bamotf's REST API says of a payment intent now, and simulated payments in its dev mode. */
@Singleton
class IntentHandler {

  private static final String DEV = "dev";

  private final BamotfClient client;
  private final Audit audit;

  @Inject
  IntentHandler(BamotfClient client, Audit audit) {
    this.client = client;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/intents/{id}", Role.VIEWER, this::retrieve),
        new Route("POST", "/intents/{id}/simulate-payment", Role.OPERATOR, this::simulate));
  }

  /** A local program may not ask another system with the API key. */
  private ApiAnswer retrieve(Call call) {
    if (!call.caller().seesBodies()) {
      throw Problem.of(403, "Sign in or use a token to query bamotf");
    }
    return ApiAnswer.ok(json(ask(() -> client.retrieve(call.path("id")))));
  }

  /** Outside dev mode, bamotf would answer 200 with a text that it does not simulate. */
  private ApiAnswer simulate(Call call) throws SQLException {
    JsonObject json = call.json();
    PaymentIntent intent = ask(() -> client.retrieve(call.path("id")));
    if (!intent.mode().equals(DEV)) {
      throw Problem.of(
          409,
          "bamotf simulates payments in mode dev only; this payment intent is of mode \"%s\""
              .formatted(intent.mode()));
    }
    long amount = number(json, "amount", intent.amount(), Long.MAX_VALUE);
    int confirmations =
        (int) number(json, "confirmations", intent.confirmations(), Integer.MAX_VALUE);
    String given = Call.text(json, "currency", 3);
    String currency = given == null ? intent.currency() : given;
    audit.add(
        call.caller(),
        "simulated a payment",
        "%s %s for payment intent %s".formatted(amount, currency, intent.id()),
        null);
    PaymentIntent after =
        ask(() -> client.simulatePayment(intent.id(), amount, currency, confirmations))
            .orElse(intent);
    return ApiAnswer.ok(json(after));
  }

  private static long number(JsonObject json, String name, long otherwise, long max) {
    Long number = Call.number(json, name);
    if (number == null) {
      return otherwise;
    }
    if (number < 0 || number > max) {
      throw Problem.of(400, "\"%s\" must be from 0 to %s".formatted(name, max));
    }
    return number;
  }

  private <T> T ask(Supplier<T> call) {
    if (client.accounts().isEmpty()) {
      throw Problem.of(409, "Cannot query bamotf: " + Setting.API_KEY.key() + " is not set");
    }
    try {
      return call.get();
    } catch (IllegalArgumentException | BamotfException.NotFound e) {
      throw Problem.of(404, String.valueOf(e.getMessage()));
    } catch (BamotfException e) {
      throw Problem.of(503, String.valueOf(e.getMessage()));
    }
  }

  /**
   * With bamotf's names; amounts are strings, as on the wire. Address, description and metadata are
   * left out: they are personal data, and the audit log does not say who asked.
   */
  private static JsonObjectBuilder json(PaymentIntent intent) {
    return JsonTexts.object()
        .add("id", intent.id())
        .add("mode", intent.mode())
        .add("amount", String.valueOf(intent.amount()))
        .add("status", intent.status())
        .add("confirmations", intent.confirmations())
        .add("tolerance", intent.tolerance())
        .add("currency", intent.currency())
        .add("canceledAt", JsonTexts.text(intent.canceledAt()))
        .add("cancellationReason", JsonTexts.text(intent.cancellationReason()))
        .add("accountId", JsonTexts.text(intent.accountId()))
        .add("createdAt", JsonTexts.text(intent.createdAt()))
        .add("updatedAt", JsonTexts.text(intent.updatedAt()));
  }
}
