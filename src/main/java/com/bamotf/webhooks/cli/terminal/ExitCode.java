package com.bamotf.webhooks.cli.terminal;

/** The exit codes of all commands but {@code status}, which has those of monitoring plugins. */
public final class ExitCode {

  public static final int OK = 0;

  /** The command worked, and the answer is no: not accepted, not valid, not found, refused. */
  public static final int NO = 1;

  /** Wrong usage, or something that the command needs is missing. */
  public static final int USAGE = 2;

  /** No answer: no connection, no trust in the certificate, too slow. */
  public static final int NO_ANSWER = 3;

  /** The server does not let this caller do it: 401 or 403. */
  public static final int FORBIDDEN = 4;

  /** The server failed, or its answer is not that of the API. */
  public static final int SERVER_FAILED = 5;

  /** A bug of the command line. */
  public static final int BUG = 70;

  private ExitCode() {}
}
