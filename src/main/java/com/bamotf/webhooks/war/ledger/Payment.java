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
 * A payment intent as its events have told it.
 *
 * <p>Amounts count the smallest unit of the currency. Texts are kept in full, save for the
 * characters that {@link StorableText} replaces. As every entity, not thread-safe.
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

  /** When bamotf read the state that this row shows. */
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

  /** For JPA, which sets the fields afterwards. */
  @SuppressWarnings("NullAway.Init")
  protected Payment() {}

  /**
   * A pending payment; {@link #apply} tells the rest.
   *
   * @param firstSeen stands in for the time of creation as long as no event tells it
   */
  Payment(PaymentIntent intent, Instant firstSeen) {
    id = intent.id();
    mode = intent.mode();
    currency = intent.currency();
    createdAt = StorableTime.clamp(firstSeen);
  }

  /**
   * Takes over what the event tells. The status never goes back, whatever the order of the events;
   * everything else stays as it is when the event shows an older state than this one.
   */
  void apply(PaymentIntentEvent event) {
    PaymentIntent intent = event.paymentIntent();
    Instant readAt = event.delivery().created();
    if (isCurrent(readAt)) {
      asOf = readAt == null ? asOf : StorableTime.of(readAt);
      describe(intent);
    }
    advance(PaymentStatus.toldBy(event), intent);
  }

  private boolean isCurrent(@Nullable Instant readAt) {
    return readAt == null || asOf == null || !readAt.isBefore(asOf.toInstant());
  }

  private void describe(PaymentIntent intent) {
    mode = intent.mode();
    currency = intent.currency();
    amount = intent.amount();
    description = StorableText.of(intent.description());
    metadata = StorableText.of(intent.metadata());
    address = StorableText.of(intent.address());
    Instant created = intent.createdAt();
    createdAt = created == null ? createdAt : StorableTime.clamp(created);
    updatedAt = StorableTime.of(intent.updatedAt());
    canceledAt = StorableTime.of(intent.canceledAt());
    if (intent.transactionsKnown()) {
      OptionalLong sum = intent.receivedAmount();
      received = sum.isPresent() ? sum.getAsLong() : null;
      describe(intent.transactions());
    }
  }

  private void advance(PaymentStatus told, PaymentIntent intent) {
    if (status.after(told) != status) {
      status = told;
      succeededAt = told == PaymentStatus.SUCCEEDED ? StorableTime.of(intent.updatedAt()) : null;
    }
  }

  /** In place, so that only rows that changed are written. */
  private void describe(List<Transaction> told) {
    while (transactions.size() > told.size()) {
      transactions.remove(transactions.size() - 1);
    }
    for (int i = 0; i < told.size(); i++) {
      if (i < transactions.size()) {
        transactions.get(i).describe(told.get(i));
      } else {
        transactions.add(new PaymentTransaction(this, i, told.get(i)));
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

  /** The amount asked for, in the smallest unit of {@link #currency()}. */
  long amount() {
    return amount;
  }

  /**
   * What arrived with enough confirmations, in the smallest unit of {@link #currency()}; null while
   * no event has told it.
   */
  @Nullable Long received() {
    return received;
  }

  PaymentStatus status() {
    return status;
  }

  @Nullable String description() {
    return description;
  }

  /** JSON text of whatever kind the merchant attached; null when there is none. */
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
    return StorableTime.instant(updatedAt);
  }

  /**
   * When bamotf had last changed the intent as it told of the success; the wire has no field for
   * the success itself. Null unless succeeded.
   */
  @Nullable Instant succeededAt() {
    return StorableTime.instant(succeededAt);
  }

  @Nullable Instant canceledAt() {
    return StorableTime.instant(canceledAt);
  }

  /** Every transaction, confirmed or not, in the order in which bamotf lists them. */
  List<PaymentTransaction> transactions() {
    return List.copyOf(transactions);
  }
}
