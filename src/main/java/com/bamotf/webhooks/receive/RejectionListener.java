package com.bamotf.webhooks.receive;

/**
 * Is told of each request whose signature was refused, on that request's thread and before its
 * answer. Such requests may come in masses, so it must be quick and keep little. The console
 * implements it.
 */
public interface RejectionListener {

  /** Must not throw. */
  void rejected(RejectedRequest request);
}
