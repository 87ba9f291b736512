package com.bamotf.webhooks.cli.terminal;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks the person at the terminal, if there is one. */
public interface Prompt {

  /** Nobody is there: the command runs in a script. */
  Prompt NONE =
      new Prompt() {
        @Override
        public boolean isThere() {
          return false;
        }

        @Override
        public @Nullable String secret(String question) {
          return null;
        }

        @Override
        public @Nullable String line(String question) {
          return null;
        }
      };

  /** Whether a person can answer, and standard input and output are the terminal. */
  boolean isThere();

  /** An answer that is not shown; null if there is none. */
  @Nullable String secret(String question);

  /** An answer; null if there is none. */
  @Nullable String line(String question);

  /** The terminal of this process. */
  @SuppressWarnings("SystemConsoleNull") // It is null before Java 22; isTerminal is for later ones.
  static Prompt ofProcess() {
    Console console = System.console();
    return console == null || !isTerminal(console) ? NONE : of(console);
  }

  private static Prompt of(Console console) {
    return new Prompt() {
      @Override
      public boolean isThere() {
        return true;
      }

      @Override
      public @Nullable String secret(String question) {
        char[] answer = console.readPassword("%s: ", question);
        return answer == null ? null : new String(answer);
      }

      @Override
      public @Nullable String line(String question) {
        return console.readLine("%s ", question);
      }
    };
  }

  /** Since Java 22 there is a console without a terminal, too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
