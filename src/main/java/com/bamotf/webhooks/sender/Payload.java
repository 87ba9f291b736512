package com.bamotf.webhooks.sender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What the command line sends: a made-up event, or the bytes of a file. */
sealed interface Payload {

  /** What is sent, for a person. */
  String describe();

  /** Delivers it and returns the last attempt. */
  Attempt sendWith(WebhookSender sender, Consumer<? super Attempt> progress)
      throws InterruptedException;

  record Generated(EventBody event) implements Payload {
    @Override
    public String describe() {
      return event.event() + " of payment intent " + event.paymentIntentId();
    }

    @Override
    public Attempt sendWith(WebhookSender sender, Consumer<? super Attempt> progress)
        throws InterruptedException {
      return sender.send(event, progress);
    }
  }

  /** Not a record: an array has no value equality. */
  final class FromFile implements Payload {
    private final Path file;
    private final byte[] body;

    private FromFile(Path file, byte[] body) {
      this.file = file;
      this.body = body;
    }

    @Override
    public String describe() {
      return body.length + " bytes of " + file;
    }

    @Override
    public Attempt sendWith(WebhookSender sender, Consumer<? super Attempt> progress)
        throws InterruptedException {
      return sender.send(body, progress);
    }
  }

  /**
   * Understands an event's name or a file's; the four known events win over files of their name.
   *
   * @throws IllegalArgumentException with a message for a person if it is neither
   */
  static Payload parse(String what) {
    if (what.isBlank()) {
      throw new IllegalArgumentException("The second argument is empty; give an event or a file");
    }
    return switch (what) {
      case "succeeded", "processing", "pending", "canceled" -> event(what);
      default -> isFile(what) ? file(Path.of(what)) : event(what);
    };
  }

  private static Payload event(String name) {
    return new Generated(EventBody.of(name.contains(".") ? name : "payment_intent." + name));
  }

  /** Also true for what can only be meant as a file, so that a wrong path is not sent as event. */
  private static boolean isFile(String what) {
    if (what.contains("/") || what.contains("\\") || what.endsWith(".json")) {
      return true;
    }
    try {
      return Files.exists(Path.of(what));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Payload file(Path file) {
    try {
      return new FromFile(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The file " + file + " cannot be read (" + e + "); give a readable file or an event", e);
    }
  }
}
