package com.bamotf.webhooks.guide;

/** A broker, with its own memory. */
public interface Topic {

  /**
   * Returns once the broker has stored the message; throws if it has not, or if that is not known.
   *
   * @param key the same for every repetition
   */
  void publish(String key, String body);
}
