package com.bamotf.webhooks.client;

/** How calls of bamotf's API fail. */
public final class Failures {

  private Failures() {}

  public static BamotfException notFound(String id) {
    return new BamotfException.NotFound("there is none", id);
  }

  public static BamotfException unavailable(String id) {
    return new BamotfException.Unavailable("bamotf is down", id, null);
  }
}
