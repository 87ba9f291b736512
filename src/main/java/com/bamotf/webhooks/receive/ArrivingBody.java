package com.bamotf.webhooks.receive;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request whose body is still on its way. It is read as it arrives, without holding a thread;
 * when it is there, the request goes on, with the {@link Body} in its attribute.
 *
 * <p>A request that is refused gets its answer at once. What still comes of its body is read and
 * thrown away until the deadline, up to a limit, since a sender whose bytes nobody reads may see
 * its connection reset instead of the answer, and since Undertow would wait for these bytes on a
 * thread.
 *
 * <p>Thread-safe as far as servers need it: the deadline may pass while something is read.
 */
final class ArrivingBody implements ReadListener, AsyncListener {

  private enum State {
    /** Goes on when the body is there. */
    WANTED,
    /** Has its answer; what comes is thrown away. */
    REFUSED,
    /** Went on, or is over. */
    LEFT
  }

  /** What {@code getServerInfo} of Open Liberty and WebSphere Liberty holds. */
  private static final String LIBERTY = "WebSphere";

  private static final int DISCARD = 8 * 1024;

  /** More is left to the network, and its connection to the deadline: it would only cost time. */
  private static final int MOST_DISCARDED = 256 * 1024;

  private final UnverifiedBodies bodies;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ServletInputStream stream;
  private final Body body;
  private final AsyncContext context;
  private final AtomicReference<State> state = new AtomicReference<>(State.WANTED);

  /** Bytes; of the thread that reads alone. */
  private int discarded;

  private ArrivingBody(
      UnverifiedBodies bodies, HttpServletRequest request, HttpServletResponse response, Body body)
      throws IOException {
    this.bodies = bodies;
    this.request = request;
    this.response = response;
    this.body = body;
    this.stream = request.getInputStream();
    this.context = request.startAsync(request, response);
  }

  /** Reads it and lets the request go on. */
  static void await(
      UnverifiedBodies bodies,
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Refusal refusal)
      throws IOException {
    Body body = bodies.newBody(refusal == null ? request.getContentLengthLong() : 0);
    ArrivingBody arriving = new ArrivingBody(bodies, request, response, body);
    arriving.context.setTimeout(bodies.timeout().toMillis());
    arriving.context.addListener(arriving);
    if (refusal != null) {
      arriving.refuse(refusal);
    }
    arriving.stream.setReadListener(arriving);
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (discarded < MOST_DISCARDED && stream.isReady() && !stream.isFinished()) {
      if (state.get() == State.WANTED) {
        Refusal refusal = body.readFrom(stream);
        if (refusal != null) {
          refuse(refusal);
        }
      } else {
        discarded += Math.max(0, stream.read(new byte[DISCARD]));
      }
    }
  }

  @Override
  public void onAllDataRead() {
    if (state.compareAndSet(State.WANTED, State.LEFT)) {
      request.setAttribute(Body.ATTRIBUTE, body);
      context.dispatch();
    } else if (state.compareAndSet(State.REFUSED, State.LEFT)) {
      context.complete();
    }
  }

  /** The sender has gone, or the server does not wait for it any longer. */
  @Override
  public void onError(Throwable failure) {
    body.close();
    if (state.getAndSet(State.LEFT) != State.LEFT) {
      context.complete();
    }
  }

  /** Too slow, or refused before and still sending. */
  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    refuse(Refusal.tooSlow(bodies.timeout()));
    // By the specification the server ends the request now. Told to complete it, Undertow would
    // wait for the rest of the body on a thread; otherwise it closes the connection. Only Liberty
    // is told, since it would log an error page that it cannot send; it does not wait.
    boolean liberty = request.getServletContext().getServerInfo().contains(LIBERTY);
    if (state.compareAndSet(State.REFUSED, State.LEFT) && liberty) {
      context.complete();
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    body.close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    body.close();
  }

  /** The resource waits for the event to be stored; the body is verified by now. */
  @Override
  public void onStartAsync(AsyncEvent event) {}

  private void refuse(Refusal refusal) throws IOException {
    if (state.compareAndSet(State.WANTED, State.REFUSED)) {
      body.close();
      bodies.log(refusal);
      if (request.getProtocol().startsWith("HTTP/1")) {
        response.setHeader("Connection", "close");
      }
      refusal.answer().send(response);
    }
  }
}
