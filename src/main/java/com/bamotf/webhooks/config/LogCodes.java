package com.bamotf.webhooks.config;

/**
 * The stable codes in front of this module's log lines, by area: 1xx start and stop, 2xx receive,
 * 3xx inbox, 4xx dispatch, 5xx reconcile, 6xx ledger and console. A code is never given to another
 * meaning.
 */
public final class LogCodes {

  /** The module has started: database, schema, secrets and changed settings. */
  public static final String STARTED = "BAMOTF101";

  /** A configured name begins with {@code bamotf.} but is no setting. */
  public static final String UNKNOWN_SETTING = "BAMOTF102";

  /** A part of MicroProfile is missing on this server. */
  public static final String MISSING_FEATURES = "BAMOTF103";

  /** The path at which webhooks are taken. */
  public static final String ENDPOINT = "BAMOTF104";

  /** No request can reach the endpoint, or none that does would be believed. */
  public static final String NO_ENDPOINT = "BAMOTF105";

  /** A request was answered with 401, and why. */
  public static final String SIGNATURE_REJECTED = "BAMOTF201";

  /** A request body was over the cap. */
  public static final String BODY_TOO_LARGE = "BAMOTF202";

  /** A signed body could not be read and was quarantined. */
  public static final String QUARANTINED = "BAMOTF203";

  /** A request could not be stored in time and was answered with 503. */
  public static final String NOT_STORED = "BAMOTF204";

  /** A request got past the signature filter, which the application does not have. */
  public static final String NOT_VERIFIED = "BAMOTF205";

  /** A request body did not arrive in time. */
  public static final String BODY_TOO_SLOW = "BAMOTF206";

  /** A request was answered with 503, since bodies that are on their way took all there is. */
  public static final String TOO_MANY_BODIES = "BAMOTF207";

  /** Slow senders can hold threads, since the application keeps its own around the endpoint. */
  public static final String KEEPS_THREAD = "BAMOTF208";

  /** The database cannot be reached, or does not take what is stored. */
  public static final String DATABASE_AWAY = "BAMOTF301";

  /** The database can be reached again. */
  public static final String DATABASE_BACK = "BAMOTF302";

  /** The database refuses one delivery while it takes others. */
  public static final String ENTRY_REFUSED = "BAMOTF303";

  /** Retention or another background job of the inbox failed and is tried again. */
  public static final String HOUSEKEEPING = "BAMOTF304";

  /** H2 may lose commits when the process is killed. */
  public static final String H2_WRITE_DELAY = "BAMOTF305";

  /** Nothing ends the wait for a connection that died without a word. */
  public static final String NO_SOCKET_TIMEOUT = "BAMOTF306";

  /** A handling failed and will be tried again. */
  public static final String HANDLING_FAILED = "BAMOTF401";

  /** A handling was given up. */
  public static final String ABANDONED = "BAMOTF402";

  /** An event had no observer in its transaction; it is kept and can be requeued. */
  public static final String NO_OBSERVER = "BAMOTF403";

  /** The dispatcher itself met a problem and goes on. */
  public static final String DISPATCH_TROUBLE = "BAMOTF404";

  /** A handling runs longer than it may, and was interrupted. */
  public static final String HANDLING_HANGS = "BAMOTF405";

  /** No bean observes the events; they are stored and wait. */
  public static final String NO_HANDLER = "BAMOTF406";

  /** A handler lost the transaction of its event, and it could not be ended. */
  public static final String TRANSACTION_LOST = "BAMOTF407";

  /** An observer's work is not part of the transaction of its event. */
  public static final String OBSERVER_OUTSIDE = "BAMOTF408";

  /** An observer failed after the transaction of its event; it is not called again. */
  public static final String AFTERWARDS_FAILED = "BAMOTF409";

  /** Reconciliation found what had never been delivered, and stored it. */
  public static final String GAPS_FILLED = "BAMOTF501";

  /** A reconciliation failed, or could not read some of the payment intents. */
  public static final String RECONCILE_PROBLEM = "BAMOTF502";

  /** Reconciliation works again. */
  public static final String RECONCILE_RECOVERED = "BAMOTF503";

  /** The database that coordinates reconciliation cannot be worked with; tried again. */
  public static final String RECONCILE_TROUBLE = "BAMOTF504";

  /** A request failed in a way that nobody had thought of. */
  public static final String UNEXPECTED = "BAMOTF601";

  private LogCodes() {}
}
