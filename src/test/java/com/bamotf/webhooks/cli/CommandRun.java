package com.bamotf.webhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bamotf.webhooks.cli.terminal.Prompt;
import com.bamotf.webhooks.cli.terminal.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs commands in this JVM. Time passes only in pauses. */
public final class CommandRun {

  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private @Nullable Deque<String> answers;
  private byte[] in = new byte[0];
  private Instant now = Instant.now();

  CommandRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What is on standard input. */
  public CommandRun typing(String text) {
    in = text.getBytes(UTF_8);
    return this;
  }

  /** A person at the terminal who answers so. */
  CommandRun answering(String... texts) {
    answers = new ArrayDeque<>(List.of(texts));
    return this;
  }

  CommandRun at(Instant time) {
    now = time;
    return this;
  }

  /** Returns the exit code. */
  public int run(String... arguments) {
    out.reset();
    err.reset();
    return commands().execute(arguments);
  }

  CommandLine commands() {
    return Commands.of(shell());
  }

  Shell shell() {
    return new Shell(
        environment,
        new ByteArrayInputStream(in),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        new Person(),
        ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
        this::pause);
  }

  public String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  List<Duration> pauses() {
    return pauses;
  }

  List<String> questions() {
    return questions;
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  private final class Person implements Prompt {
    @Override
    public boolean isThere() {
      return answers != null;
    }

    @Override
    public @Nullable String secret(String question) {
      questions.add(question);
      return answers.poll();
    }

    @Override
    public @Nullable String line(String question) {
      return secret(question);
    }
  }
}
