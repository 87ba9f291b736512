package com.bamotf.webhooks.shop.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was seen of each payment intent; no rollback takes it away. */
@ApplicationScoped
public class Notes {

  private final Map<String, List<String>> notes = new ConcurrentHashMap<>();
  private volatile boolean healed;

  void add(String paymentIntentId, String note) {
    notes.computeIfAbsent(paymentIntentId, id -> new CopyOnWriteArrayList<>()).add(note);
  }

  List<String> of(String paymentIntentId) {
    return List.copyOf(notes.getOrDefault(paymentIntentId, List.of()));
  }

  boolean healed() {
    return healed;
  }

  void heal() {
    healed = true;
  }
}
