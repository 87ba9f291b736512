package com.bamotf.webhooks.receive;

/**
 * Called for each request whose signature was refused, on that request's thread and before its
 * answer. There may be very many, so it must be quick and keep little. The console implements it.
 */
public interface RejectionListener {

  /** Must not throw. */
  void rejected(RejectedRequest request);
}
