package com.bamotf.webhooks.console.access;

/** What a caller may do. Each role includes those before it. */
public enum Role {
  /** Reads the metrics and nothing else. */
  SCRAPER("bamotf-scraper"),
  /** Sees everything, changes nothing. */
  VIEWER("bamotf-viewer"),
  /** Sees and changes everything. */
  OPERATOR("bamotf-operator");

  private final String id;

  Role(String id) {
    this.id = id;
  }

  /** The name that a host's login uses. */
  public String id() {
    return id;
  }
}
