package com.bamotf.webhooks.cli.terminal;

/** Ends a command with an exit code and one sentence: what is wrong and what to do. */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final boolean wrongUsage;

  public Failure(int exitCode, String message) {
    this(exitCode, message, false);
  }

  private Failure(int exitCode, String message, boolean wrongUsage) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.wrongUsage = wrongUsage;
  }

  /** The user asked for something that cannot be done. */
  public static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, message, true);
  }

  /** The same with another exit code and a word before it. */
  public Failure as(int otherCode, String word) {
    return new Failure(otherCode, word + ": " + getMessage(), wrongUsage);
  }

  /** Whether the help of the command has the answer. */
  public boolean isWrongUsage() {
    return wrongUsage;
  }

  public int exitCode() {
    return exitCode;
  }

  /** The sentence for the user; never null. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
