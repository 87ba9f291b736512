package com.bamotf.webhooks.reconcile;

import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.event.PaymentIntentCanceled;
import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.inbox.KnownEvent;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells an operator of payments that may have succeeded before they were canceled. bamotf's API
 * shows only the last status, so their {@code succeeded} cannot be found if its webhook was missed.
 */
final class CanceledPayments {

  private static final System.Logger LOG = System.getLogger(CanceledPayments.class.getName());

  private CanceledPayments() {}

  /**
   * Warns of each payment intent for which money is known to have arrived, by the inbox or by its
   * transactions, but no success.
   *
   * @param missing what the inbox lacks, by the payment intent's id
   */
  static void warn(Inbox inbox, Map<String, Candidate> missing) throws SQLException {
    Map<String, Candidate> canceled = new HashMap<>(missing);
    canceled.values().removeIf(each -> !each.event().type().equals(PaymentIntentCanceled.TYPE));
    if (canceled.isEmpty()) {
      return;
    }
    Set<String> withMoney = new HashSet<>(known(inbox, canceled, PaymentIntentProcessing.TYPE));
    canceled.forEach(
        (id, candidate) -> {
          if (candidate.paid()) {
            withMoney.add(id);
          }
        });
    withMoney.removeAll(known(inbox, canceled, PaymentIntentSucceeded.TYPE));
    withMoney.forEach(CanceledPayments::warn);
  }

  private static Set<String> known(Inbox inbox, Map<String, Candidate> canceled, String type)
      throws SQLException {
    Set<KnownEvent> events =
        canceled.values().stream()
            .map(Candidate::event)
            .map(event -> new KnownEvent(event.paymentIntentId(), event.mode(), type))
            .collect(Collectors.toSet());
    return inbox.known(events).stored().stream()
        .map(KnownEvent::paymentIntentId)
        .collect(Collectors.toSet());
  }

  private static void warn(String id) {
    LOG.log(
        WARNING,
        "{0}: payment intent {1} was canceled after money had arrived for it. It may have succeeded before that; bamotf''s API does not say, and no succeeded event will come. Look at it in bamotf''s dashboard, then deliver or refund",
        LogCodes.CANCELED_WITH_MONEY,
        id);
  }
}
