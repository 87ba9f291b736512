package com.bamotf.webhooks.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What observers saw, outside of any transaction. */
@ApplicationScoped
public class Journal {

  private final Map<String, List<String>> notes = new ConcurrentHashMap<>();

  public void note(String paymentIntentId, String what) {
    notes.computeIfAbsent(paymentIntentId, id -> new CopyOnWriteArrayList<>()).add(what);
  }

  public List<String> of(String paymentIntentId) {
    return List.copyOf(notes.getOrDefault(paymentIntentId, List.of()));
  }

  public int count(String paymentIntentId, String what) {
    return Collections.frequency(of(paymentIntentId), what);
  }
}
