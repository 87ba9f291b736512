package com.bamotf.webhooks.readme;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.plain.WebhookResult;
import com.bamotf.webhooks.plain.Webhooks;
import java.util.function.Consumer;

public class Gateway {

  private final Webhooks webhooks;
  private final Consumer<PaymentIntentEvent> store;

  public Gateway(String secret, Consumer<PaymentIntentEvent> store) {
    this.webhooks = Webhooks.with(secret); // .tolerance(…), .modes(…)
    this.store = store; // commits; ignores a payment intent, mode and type that it has already
  }

  /** Returns the HTTP status to answer. */
  public int receive(byte[] body, String signature) { // the header x-webhook-signature
    WebhookResult result = webhooks.parse(body, signature);
    if (result instanceof WebhookResult.Verified verified) {
      store.accept(verified.event());
      return 200;
    }
    return ((WebhookResult.Refused) result).status(); // reason() is for your log
  }
}
