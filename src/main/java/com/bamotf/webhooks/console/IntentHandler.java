package com.bamotf.webhooks.console;

import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.client.BamotfException;
import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.console.access.Role;
import com.bamotf.webhooks.event.PaymentIntent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What bamotf's REST API says of a payment intent now. */
@Singleton
class IntentHandler {

  private final BamotfClient client;

  @Inject
  IntentHandler(BamotfClient client) {
    this.client = client;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/intents/{id}", Role.VIEWER, this::retrieve));
  }

  /** Metadata and description are personal data as in a body. */
  private Answer retrieve(Call call) {
    if (!call.caller().seesBodies()) {
      throw Problem.of(403, "Payment intents hold personal data; sign in, or use a token");
    }
    if (client.accounts().isEmpty()) {
      throw Problem.of(
          409, "bamotf cannot be asked, since " + Setting.API_KEY.key() + " is not set");
    }
    try {
      return Answer.ok(json(client.retrieve(call.path("id"))));
    } catch (IllegalArgumentException | BamotfException.NotFound e) {
      throw Problem.of(404, String.valueOf(e.getMessage()));
    } catch (BamotfException e) {
      throw Problem.of(503, String.valueOf(e.getMessage()));
    }
  }

  /** With bamotf's names; amounts are strings, as on the wire. */
  private static JsonObjectBuilder json(PaymentIntent intent) {
    return JsonTexts.object()
        .add("id", intent.id())
        .add("mode", intent.mode())
        .add("address", JsonTexts.text(intent.address()))
        .add("amount", String.valueOf(intent.amount()))
        .add("status", intent.status())
        .add("confirmations", intent.confirmations())
        .add("tolerance", intent.tolerance())
        .add("currency", intent.currency())
        .add("canceledAt", JsonTexts.text(intent.canceledAt()))
        .add("cancellationReason", JsonTexts.text(intent.cancellationReason()))
        .add("description", JsonTexts.text(intent.description()))
        .add("metadata", intent.metadata())
        .add("accountId", JsonTexts.text(intent.accountId()))
        .add("createdAt", JsonTexts.text(intent.createdAt()))
        .add("updatedAt", JsonTexts.text(intent.updatedAt()));
  }
}
