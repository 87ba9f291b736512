package com.bamotf.webhooks.console.access;

/** What a caller may do. */
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

  /** Whether a caller of this role may do what needs another one. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
