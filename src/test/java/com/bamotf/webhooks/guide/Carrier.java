package com.bamotf.webhooks.guide;

/** Another system, with its own memory. */
public interface Carrier {

  /**
   * @param key the carrier ignores one that it knows
   */
  void ship(String key);
}
