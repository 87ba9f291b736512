package com.bamotf.webhooks.guide;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Announcement {

  @Id private String id;

  @Column(length = 1000)
  private String body;

  private boolean isPublished;

  protected Announcement() {}

  Announcement(String id, String body) {
    this.id = id;
    this.body = body;
  }

  String id() {
    return id;
  }

  String body() {
    return body;
  }

  boolean isPublished() {
    return isPublished;
  }

  void published() {
    isPublished = true;
  }
}
