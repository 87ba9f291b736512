package com.bamotf.webhooks.client;

import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** bamotf's list of payment intents while it arrives. Not thread-safe. */
public final class IntentList implements AutoCloseable {

  /** Where an id is looked for in what is too large or unreadable; bamotf writes it first. */
  private static final int HEAD = 1024;

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([\\w-]{1,64})\"");

  /**
   * One element of the list.
   *
   * @param json its bytes, or the first of them if it is too large
   */
  public record Listed(
      long index, @SuppressWarnings("ArrayRecordComponent") byte[] json, boolean tooLarge) {

    /** Names it for a person. */
    @Override
    public String toString() {
      String head = new String(json, 0, Math.min(json.length, HEAD), StandardCharsets.UTF_8);
      Matcher id = ID.matcher(head);
      return id.find() ? "payment intent " + id.group(1) : "element " + index + " of bamotf's list";
    }
  }

  private final Response response;
  private final DataScanner scanner;
  private Runnable beforeRead = () -> {};

  IntentList(Response response, int maxBodySize) {
    this.response = response;
    this.scanner = new DataScanner(watched(ApiResponses.stream(response)), maxBodySize);
  }

  /** Runs this before each read of the connection; it may throw to end the reading. */
  public IntentList beforeRead(Runnable action) {
    this.beforeRead = action;
    return this;
  }

  /** When bamotf answered, by its own clock in whole seconds; empty if it does not tell. */
  public Optional<Instant> answeredAt() {
    return Optional.ofNullable(response.getDate()).map(Date::toInstant);
  }

  /** The next one, or empty at the end of the list. */
  public Optional<Listed> next() {
    try {
      return scanner.next();
    } catch (IOException e) {
      throw ApiResponses.broken(null, e);
    }
  }

  Stream<Listed> stream() {
    return StreamSupport.stream(
        new AbstractSpliterator<Listed>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super Listed> action) {
            Optional<Listed> next = next();
            next.ifPresent(action);
            return next.isPresent();
          }
        },
        false);
  }

  @Override
  public void close() {
    response.close();
  }

  private InputStream watched(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        beforeRead.run();
        return super.read(bytes, from, length);
      }
    };
  }
}
