package com.bamotf.webhooks.shop.odd;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** Works after the commit, as the metadata say, and notes what came of it. */
@ApplicationScoped
public class Afterwards {

  @Inject Rows rows;
  @Inject Neighbour neighbour;
  @Inject OddNotes notes;

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) PaymentIntentSucceeded event) {
    String intent = event.paymentIntent().id();
    notes.add(intent, "told");
    String does = event.paymentIntent().metadata("afterwards").orElse("nothing");
    if (does.equals("throws")) {
      throw new IllegalStateException("no mail server");
    }
    try {
      switch (does) {
        case "reads" -> notes.add(intent, "read " + rows.count(intent));
        case "writes" -> rows.write(intent, "afterwards");
        case "writes in a new transaction" -> neighbour.write(intent, "afterwards");
        default -> {}
      }
    } catch (SQLException | RuntimeException e) {
      notes.add(intent, "refused " + e.getClass().getName());
    }
  }
}
