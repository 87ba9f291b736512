package com.bamotf.webhooks.shop.json;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import java.time.LocalDate;

/** A host's class that says by annotations of JSON-B how it is written. */
public class Customer {

  @JsonbProperty("e-mail")
  public String email = "alice@example.com";

  public LocalDate since = LocalDate.of(2026, 11, 24);
  public String phone; // null
  @JsonbTransient public String password = "never shown";
}
