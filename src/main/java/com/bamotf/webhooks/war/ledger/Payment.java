package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Transaction;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The state of a payment intent according to its events. Amounts are in the currency's smallest
 * unit. Not thread-safe.
 */
@Entity
@Table(name = "bamotf_payment")
class Payment {

  @Id private String id;
  private String mode;
  private String currency;
  private long amount;
  private @Nullable Long received;

  @Enumerated(EnumType.STRING)
  private PaymentStatus status = PaymentStatus.PENDING;

  private @Nullable String description;
  private @Nullable String metadata;
  private @Nullable String address;

  /** When bamotf read the state in this row. */
  @Column(name = "as_of")
  private @Nullable OffsetDateTime asOf;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  @Column(name = "updated_at")
  private @Nullable OffsetDateTime updatedAt;

  @Column(name = "succeeded_at")
  private @Nullable OffsetDateTime succeededAt;

  @Column(name = "canceled_at")
  private @Nullable OffsetDateTime canceledAt;

  @OneToMany(mappedBy = "payment", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("seq")
  private List<PaymentTransaction> transactions = new ArrayList<>();

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected Payment() {}

  /**
   * A pending payment; {@link #apply} fills in the rest.
   *
   * @param firstSeen the creation time until an event contains it
   */
  Payment(PaymentIntent intent, Instant firstSeen) {
    id = intent.id();
    mode = intent.mode();
    currency = intent.currency();
    createdAt = Storable.clamp(firstSeen);
  }

  /**
   * Updates the payment. The status never goes back, whatever the order of the events; an event
   * with an older state than this one changes nothing else, but tells of a cancellation.
   */
  void apply(PaymentIntentEvent event) {
    PaymentIntent intent = event.paymentIntent();
    Instant readAt = event.delivery().created();
    if (isCurrent(readAt)) {
      asOf = readAt == null ? asOf : Storable.time(readAt);
      update(intent);
    }
    advance(PaymentStatus.of(event), intent);
  }

  private boolean isCurrent(@Nullable Instant readAt) {
    return readAt == null || asOf == null || !readAt.isBefore(asOf.toInstant());
  }

  private void update(PaymentIntent intent) {
    currency = intent.currency();
    amount = intent.amount();
    description = Storable.text(intent.description());
    metadata = Storable.text(intent.metadata());
    address = Storable.text(intent.address());
    Instant created = intent.createdAt();
    createdAt = created == null ? createdAt : Storable.clamp(created);
    updatedAt = Storable.time(intent.updatedAt());
    if (intent.transactionsKnown()) {
      OptionalLong sum = intent.receivedAmount();
      received = sum.isPresent() ? sum.getAsLong() : null;
      updateTransactions(intent.transactions());
    }
  }

  private void advance(PaymentStatus reported, PaymentIntent intent) {
    boolean first = reported == PaymentStatus.SUCCEEDED && !status.isPaid();
    // Of one that is canceled by now, the last change is the cancellation.
    if (first && !intent.status().equals(PaymentIntent.CANCELED)) {
      succeededAt = Storable.time(intent.updatedAt());
    }
    if (canceledAt == null) {
      canceledAt = Storable.time(intent.canceledAt());
    }
    status = status.after(reported).by(succeededAt(), canceledAt());
  }

  /** In place, so that JPA writes only rows that changed. */
  private void updateTransactions(List<Transaction> sources) {
    while (transactions.size() > sources.size()) {
      transactions.remove(transactions.size() - 1);
    }
    for (int i = 0; i < sources.size(); i++) {
      if (i < transactions.size()) {
        transactions.get(i).update(sources.get(i));
      } else {
        transactions.add(new PaymentTransaction(this, i, sources.get(i)));
      }
    }
  }

  String id() {
    return id;
  }

  String mode() {
    return mode;
  }

  String currency() {
    return currency;
  }

  /** The requested amount. */
  long amount() {
    return amount;
  }

  /** The amount with enough confirmations; null if no event contained it. */
  @Nullable Long received() {
    return received;
  }

  PaymentStatus status() {
    return status;
  }

  @Nullable String description() {
    return description;
  }

  /** The merchant's JSON value as text; null if there is none. */
  @Nullable String metadata() {
    return metadata;
  }

  @Nullable String address() {
    return address;
  }

  Instant createdAt() {
    return createdAt.toInstant();
  }

  @Nullable Instant updatedAt() {
    return Storable.instant(updatedAt);
  }

  /**
   * The intent's last change according to the {@code succeeded} event, since the wire has no time
   * of the success itself. Null unless succeeded, or if it was canceled when the event was sent.
   */
  @Nullable Instant succeededAt() {
    return Storable.instant(succeededAt);
  }

  @Nullable Instant canceledAt() {
    return Storable.instant(canceledAt);
  }

  /** All transactions, confirmed or not, in bamotf's order. */
  List<PaymentTransaction> transactions() {
    return List.copyOf(transactions);
  }
}
