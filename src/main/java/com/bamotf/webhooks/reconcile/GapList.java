package com.bamotf.webhooks.reconcile;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.inbox.NewEntry;
import com.bamotf.webhooks.reconcile.ReconcilePreview.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the first missing events, and stores nothing. */
final class GapList implements GapSink {

  private final List<Gap> gaps = new ArrayList<>();

  @Override
  public void missing(Map<String, Candidate> byIntent) {
    // The run itself warns.
  }

  @Override
  public void take(List<NewEntry> entries) {
    for (NewEntry entry : entries) {
      PaymentIntentEvent event = entry.event();
      if (event != null && gaps.size() < ReconcilePreview.MAX_GAPS) {
        add(event);
      }
    }
  }

  @Override
  public long filled() {
    return 0;
  }

  List<Gap> gaps() {
    return gaps;
  }

  private void add(PaymentIntentEvent event) {
    PaymentIntent intent = event.paymentIntent();
    gaps.add(
        new Gap(
            intent.id(),
            event.type(),
            intent.mode(),
            intent.amount(),
            intent.currency(),
            intent.createdAt()));
  }
}
