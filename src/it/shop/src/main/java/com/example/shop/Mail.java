package com.example.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A mail that is to be sent, or was. */
@Entity
@Table(name = "shop_mail")
public class Mail {

  @Id private String id;

  private String recipient;

  private String body;

  @Column(name = "written_at")
  private OffsetDateTime writtenAt;

  /** Null until it is sent. */
  @Column(name = "sent_at")
  private OffsetDateTime sentAt;

  Mail(String recipient, String body) {
    this.id = UUID.randomUUID().toString();
    this.recipient = recipient;
    this.body = body;
    this.writtenAt = OffsetDateTime.now();
  }

  protected Mail() {}

  public String recipient() {
    return recipient;
  }

  public String body() {
    return body;
  }
}
