package com.bamotf.webhooks.server;

/** A transaction did not begin or commit. Treat its work as not done. */
public final class TransactionFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TransactionFailedException(String message) {
    super(message);
  }

  public TransactionFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
