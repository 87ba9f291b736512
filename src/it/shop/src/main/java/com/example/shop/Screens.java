package com.example.shop;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The customers' pages that are connected to this server and wait for a payment. */
@ApplicationScoped
public class Screens {

  private final Set<Screen> waiting = ConcurrentHashMap.newKeySet();

  @Inject Orders orders;

  /** Asks after it has added the screen, so that no payment falls in between. */
  public void open(Screen screen) {
    waiting.add(screen);
    screen.keepOpen(); // sends the headers, so that the browser knows that it is connected
    orders.paidOf(List.of(screen.orderId())).forEach(this::showPaid);
  }

  /** At once, if this server has handled the event. After the commit, and perhaps never. */
  void paid(@Observes(during = TransactionPhase.AFTER_SUCCESS) PaymentIntentSucceeded event) {
    event.paymentIntent().metadata("orderId").ifPresent(this::showPaid);
  }

  /** For a timer: what another server has handled is in the database. */
  public void refresh() {
    waiting.forEach(Screen::keepOpen);
    waiting.removeIf(Screen::isClosed);
    if (!waiting.isEmpty()) {
      orders.paidOf(waiting.stream().map(Screen::orderId).toList()).forEach(this::showPaid);
    }
  }

  private void showPaid(String orderId) {
    for (Screen screen : waiting) {
      if (screen.orderId().equals(orderId) && waiting.remove(screen)) {
        screen.showPaid();
      }
    }
  }
}
