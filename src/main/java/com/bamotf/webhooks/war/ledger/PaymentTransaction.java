package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.event.Transaction;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A bitcoin transaction that pays to a {@link Payment}, which owns it. */
@Entity
@IdClass(PaymentTransaction.Key.class)
@Table(name = "bamotf_payment_transaction")
class PaymentTransaction {

  @Id
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "payment_id")
  private Payment payment;

  /** The position in bamotf's list, since the txid is not guaranteed to be unique. */
  @Id private int seq;

  private String txid;
  private long amount;

  @Column(name = "original_amount")
  private @Nullable Long originalAmount;

  private int confirmations;

  @Column(name = "created_at")
  private @Nullable OffsetDateTime createdAt;

  @Column(name = "updated_at")
  private @Nullable OffsetDateTime updatedAt;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected PaymentTransaction() {}

  PaymentTransaction(Payment payment, int seq, Transaction source) {
    this.payment = payment;
    this.seq = seq;
    this.txid = source.id();
    update(source);
  }

  void update(Transaction source) {
    OptionalLong original = source.originalAmount();
    txid = source.id();
    amount = source.amount();
    originalAmount = original.isPresent() ? original.getAsLong() : null;
    confirmations = source.confirmations();
    createdAt = Storable.time(source.createdAt());
    updatedAt = Storable.time(source.updatedAt());
  }

  /** The bitcoin transaction id; in mode {@code dev} a UUID. */
  String txid() {
    return txid;
  }

  /** Satoshi. */
  long amount() {
    return amount;
  }

  /** The value in the smallest unit of the payment's currency; null for BTC. */
  @Nullable Long originalAmount() {
    return originalAmount;
  }

  int confirmations() {
    return confirmations;
  }

  @Nullable Instant createdAt() {
    return Storable.instant(createdAt);
  }

  @Nullable Instant updatedAt() {
    return Storable.instant(updatedAt);
  }

  /** The primary key in the form that JPA requires. */
  static class Key implements Serializable {

    private static final long serialVersionUID = 1L;

    private @Nullable String payment;
    private int seq;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && Objects.equals(payment, that.payment) && seq == that.seq;
    }

    @Override
    public int hashCode() {
      return Objects.hash(payment, seq);
    }
  }
}
