package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.client.BamotfClient;
import com.bamotf.webhooks.event.PaymentIntent;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** bamotf knows one payment intent. */
final class FakeClient extends BamotfClient {

  final List<Integer> numbers = new ArrayList<>();
  final List<String> simulated = new ArrayList<>();
  String mode = "prod";
  RuntimeException failure;

  @Override
  public List<Integer> accounts() {
    return numbers;
  }

  @Override
  public PaymentIntent retrieve(String id) {
    if (failure != null) {
      throw failure;
    }
    return new PaymentIntent(
        id,
        mode,
        "bc1q",
        9_007_199_254_740_993L,
        "succeeded",
        1,
        new BigDecimal("0.02"),
        "BTC",
        null,
        null,
        "for Mr. X",
        JsonValue.EMPTY_JSON_OBJECT,
        "a",
        Console.TIME,
        Console.TIME,
        List.of(),
        false);
  }

  /** The first payment changes nothing, as when it is too little. */
  @Override
  public Optional<PaymentIntent> simulatePayment(
      String id, long amount, String currency, int confirmations) {
    simulated.add(id + " " + amount + " " + currency + " " + confirmations);
    return simulated.size() == 1 ? Optional.empty() : Optional.of(retrieve(id + " paid"));
  }
}
