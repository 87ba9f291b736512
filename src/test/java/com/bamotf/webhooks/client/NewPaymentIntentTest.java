package com.bamotf.webhooks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class NewPaymentIntentTest {

  @Test
  void asksForEverythingThatIsGiven() {
    assertThat(
            new NewPaymentIntent("bc1q", 2500, "EUR", 0, new BigDecimal("0.01"), "Order 42")
                .toJson())
        .isEqualTo(
            "{\"address\":\"bc1q\",\"amount\":\"2500\",\"currency\":\"EUR\",\"confirmations\":0,\"tolerance\":0.01,\"description\":\"Order 42\"}");
  }

  @Test
  void leavesTheRestToBamotf() {
    assertThat(new NewPaymentIntent("bc1q", 1, "BTC").toJson())
        .isEqualTo("{\"address\":\"bc1q\",\"amount\":\"1\",\"currency\":\"BTC\"}");
  }
}
