package com.bamotf.webhooks.client;

import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  /** Bytes searched for the id of an unreadable element; bamotf writes the id first. */
  private static final int HEAD = 1024;

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([\\w-]{1,64})\"");

  /**
   * One element of the list.
   *
   * @param json its bytes, or the first of them if it is too large
   */
  public record Listed(
      long index, @SuppressWarnings("ArrayRecordComponent") byte[] json, boolean tooLarge) {

    /** Names it for the operator. */
    @Override
    public String toString() {
      String head = new String(json, 0, Math.min(json.length, HEAD), StandardCharsets.UTF_8);
      Matcher id = ID.matcher(head);
      return id.find() ? "payment intent " + id.group(1) : "element " + index + " of bamotf's list";
    }
  }

  private final Response response;
  private final BamotfApi client;
  private final CallLimit limit;
  private final DataScanner scanner;
  private Runnable beforeRead = () -> {};

  /**
   * @param client of this list alone; it is closed with it
   */
  IntentList(Response response, BamotfApi client, int maxBodySize, CallLimit limit) {
    this.response = response;
    this.client = client;
    this.limit = limit;
    this.scanner = new DataScanner(observed(ApiResponses.stream(response)), maxBodySize);
  }

  /** Runs this before each read from the connection; it may throw to stop reading. */
  public IntentList beforeRead(Runnable action) {
    this.beforeRead = action;
    return this;
  }

  /** When bamotf answered, by its own clock in whole seconds; empty if it sent no date. */
  public Optional<Instant> answeredAt() {
    return Optional.ofNullable(response.getDate()).map(Date::toInstant);
  }

  /** The next element, or empty at the end of the list. */
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

  /** Breaks the connection off if the list has not ended. Does not wait for that. */
  @Override
  public void close() {
    limit.inBackground(() -> ApiResponses.breakOff(client, response));
  }

  private InputStream observed(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        beforeRead.run();
        try {
          return limit.within(null, () -> readNow(bytes, from, length), client::close, late -> {});
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }

      private int readNow(byte[] bytes, int from, int length) {
        try {
          return in.read(bytes, from, length);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
