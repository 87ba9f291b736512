package com.bamotf.webhooks.testing.orders;

import jakarta.enterprise.context.RequestScoped;

/** What the current request handles. */
@RequestScoped
public class CurrentEvent {
  String type = "none";
}
