package com.bamotf.webhooks.config;

/**
 * The codes that begin this module's log lines: 1xx start and stop, 2xx receive, 3xx inbox, 4xx
 * dispatch, 5xx reconcile, 6xx console and WAR, 7xx the WAR's ledger. A code never changes its
 * meaning.
 */
public final class LogCodes {

  /** The module has started: database, schema and number of secrets. */
  public static final String STARTED = "BAMOTF101";

  /** A configured name begins with {@code bamotf.} but is not a setting. */
  public static final String UNKNOWN_SETTING = "BAMOTF102";

  /** This server lacks a part of MicroProfile. */
  public static final String MISSING_FEATURES = "BAMOTF103";

  /** The path that receives webhooks. */
  public static final String ENDPOINT = "BAMOTF104";

  /** No request can reach the endpoint, or none can be verified. */
  public static final String NO_ENDPOINT = "BAMOTF105";

  /** The settings that differ from their defaults. */
  public static final String CHANGED_SETTINGS = "BAMOTF106";

  /** A secret, an API key or a token looks as if it was configured by mistake. */
  public static final String ODD_SECRET = "BAMOTF107";

  /** One of several webhook secrets may sign for every mode and account. */
  public static final String UNBOUND_SECRETS = "BAMOTF108";

  /** The application cannot start, for this reason. */
  public static final String START_FAILED = "BAMOTF109";

  /** The metrics cannot be shown, or withdrawn, over JMX. */
  public static final String NO_MXBEAN = "BAMOTF110";

  /** An unexpected error did not end a background thread; its work is repeated. */
  public static final String THREAD_GOES_ON = "BAMOTF111";

  /** A request was answered with 401, for this reason. */
  public static final String SIGNATURE_REJECTED = "BAMOTF201";

  /** A request body was too large. */
  public static final String BODY_TOO_LARGE = "BAMOTF202";

  /** A signed delivery was quarantined: unreadable, or not to be accepted. */
  public static final String QUARANTINED = "BAMOTF203";

  /** A request could not be stored in time and was answered with 503. */
  public static final String NOT_STORED = "BAMOTF204";

  /** The application lacks the signature filter; a request was refused. */
  public static final String NOT_VERIFIED = "BAMOTF205";

  /** A request body did not arrive in time. */
  public static final String BODY_TOO_SLOW = "BAMOTF206";

  /** A request was answered with 503 because arriving bodies used up their memory budget. */
  public static final String TOO_MANY_BODIES = "BAMOTF207";

  /**
   * A filter or servlet of the application does not support asynchronous requests, so slow senders
   * can block threads.
   */
  public static final String KEEPS_THREAD = "BAMOTF208";

  /** A sender broke off before its request was complete. */
  public static final String BROKEN_OFF = "BAMOTF209";

  /** The database is unavailable or refuses writes. */
  public static final String DATABASE_UNAVAILABLE = "BAMOTF301";

  /** The database is available again. */
  public static final String DATABASE_BACK = "BAMOTF302";

  /** The database refuses one delivery but accepts others. */
  public static final String ENTRY_REFUSED = "BAMOTF303";

  /** Deleting entries whose retention has ended failed and will be retried. */
  public static final String RETENTION_FAILED = "BAMOTF304";

  /** H2 may lose commits if the process is killed. */
  public static final String H2_WRITE_DELAY = "BAMOTF305";

  /** The data source has no socket timeout, so a dead connection can block forever. */
  public static final String NO_SOCKET_TIMEOUT = "BAMOTF306";

  /** The database's clock was set back; events that waited for its old time are due. */
  public static final String CLOCK_SET_BACK = "BAMOTF307";

  /** A bulk requeue has ended. */
  public static final String BULK_REQUEUE = "BAMOTF308";

  /** An attempt failed and will be retried. */
  public static final String HANDLING_FAILED = "BAMOTF401";

  /** An event was abandoned. */
  public static final String ABANDONED = "BAMOTF402";

  /** No observer handled an event in its transaction; it can be requeued. */
  public static final String NO_OBSERVER = "BAMOTF403";

  /** No event can be handled at the moment, or events can be handled again. */
  public static final String DISPATCH_FAILING = "BAMOTF404";

  /** An attempt exceeded its timeout and was interrupted. */
  public static final String HANDLING_HANGS = "BAMOTF405";

  /** No bean observes the events; they stay stored. */
  public static final String NO_HANDLER = "BAMOTF406";

  /** A handler lost the transaction of its event, and it could not be ended. */
  public static final String TRANSACTION_LOST = "BAMOTF407";

  /** An observer does not work in the transaction of its event. */
  public static final String OBSERVER_OUTSIDE = "BAMOTF408";

  /** An observer failed after the transaction of its event and is not called again. */
  public static final String AFTERWARDS_FAILED = "BAMOTF409";

  /** All workers are in handlers that hang, so no event is handled, or one has returned. */
  public static final String STUCK = "BAMOTF410";

  /** Reconciliation found and stored events that were never delivered. */
  public static final String GAPS_FILLED = "BAMOTF501";

  /** A reconciliation failed or could not read some payment intents. */
  public static final String RECONCILE_PROBLEM = "BAMOTF502";

  /** Reconciliation works again. */
  public static final String RECONCILE_RECOVERED = "BAMOTF503";

  /** Reconciliation could not begin a run, or not store its outcome, and will retry. */
  public static final String RECONCILE_FAILING = "BAMOTF504";

  /** Reconciliation leaves events from before its beginning alone. */
  public static final String EARLIER_EVENTS = "BAMOTF505";

  /** A payment intent was canceled after money had arrived; a success before that may be missed. */
  public static final String CANCELED_WITH_MONEY = "BAMOTF506";

  /** A request failed with an unexpected exception. */
  public static final String UNEXPECTED = "BAMOTF601";

  /** A request to the read or admin API had a wrong bearer token. */
  public static final String WRONG_TOKEN = "BAMOTF602";

  /** A POST to the WAR was answered with 404 or 405; bamotf's URL may be wrong. */
  public static final String WRONG_ADDRESS = "BAMOTF603";

  /** Somebody failed to sign in to the console. */
  public static final String SIGN_IN_FAILED = "BAMOTF604";

  /** The paths of the console and its API. */
  public static final String CONSOLE = "BAMOTF605";

  /** Something that was done in the console could not be written to the audit log. */
  public static final String NOT_AUDITED = "BAMOTF606";

  /** Nobody is configured for the console; the line has a link that works once. */
  public static final String ONE_TIME_LINK = "BAMOTF607";

  /** An event has the payment intent of a payment in the ledger, but another mode. */
  public static final String OTHER_MODE = "BAMOTF701";

  private LogCodes() {}
}
