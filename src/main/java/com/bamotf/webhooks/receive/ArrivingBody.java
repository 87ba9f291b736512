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
 * Reads the body of a request as it arrives, without holding a thread, and then dispatches the
 * request with the {@link Body} as an attribute.
 *
 * <p>A refused request is answered at once. The rest of its body is read and discarded, up to a
 * size limit and the deadline: otherwise the sender may see a connection reset instead of the
 * answer, and Undertow would wait for the rest on a thread.
 *
 * <p>The deadline may pass on another thread during a read.
 */
final class ArrivingBody implements ReadListener, AsyncListener {

  private enum State {
    /** Will be dispatched when the body is complete. */
    READING,
    /** Was answered; the rest of the body is discarded. */
    REFUSED,
    /** Was dispatched or completed. */
    DONE
  }

  private static final int DISCARD_BUFFER = 8 * 1024;
  private static final int MAX_DISCARDED = 256 * 1024;

  private final UnverifiedBodies bodies;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ServletInputStream stream;
  private final Body body;
  private final AsyncContext context;
  private final LateDispatch dispatch;
  private final AtomicReference<State> state = new AtomicReference<>(State.READING);

  private int discarded; // bytes; used only by the reading thread

  private ArrivingBody(
      UnverifiedBodies bodies, HttpServletRequest request, HttpServletResponse response, Body body)
      throws IOException {
    this.bodies = bodies;
    this.request = request;
    this.response = response;
    this.body = body;
    this.stream = request.getInputStream();
    this.context = request.startAsync(request, response);
    this.dispatch =
        new LateDispatch(context, request.getServletContext().getServerInfo(), bodies.timeout());
  }

  /** Answers a refusal at once, and starts to read. */
  static void await(
      UnverifiedBodies bodies,
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable RequestRefusal refusal)
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
  public void onDataAvailable() {
    try {
      while (discarded < MAX_DISCARDED && !isEndAnnounced() && stream.isReady() && !isAtEnd()) {
        read();
      }
    } catch (IOException e) {
      onError(e); // the server would log a stack trace first
    }
  }

  /**
   * Whether Grizzly is about to call {@link #onAllDataRead}. Asked for still more, it would read
   * from the connection again while this request is unanswered, and could take the next request for
   * a part of this one.
   */
  private boolean isEndAnnounced() {
    return state.get() == State.READING
        && body.isComplete()
        && !stream.isFinished()
        && dispatch.isGrizzly();
  }

  /**
   * Grizzly finishes a stream when its last byte has arrived, not when it was read, and calls
   * {@link #onAllDataRead} only after that byte was read.
   */
  private boolean isAtEnd() throws IOException {
    return stream.isFinished() && stream.available() == 0;
  }

  private void read() throws IOException {
    if (state.get() == State.READING) {
      RequestRefusal refusal = body.readFrom(stream);
      if (refusal != null) {
        refuse(refusal);
      }
    } else {
      discarded += Math.max(0, stream.read(new byte[DISCARD_BUFFER]));
    }
  }

  @Override
  public void onAllDataRead() {
    if (state.compareAndSet(State.READING, State.DONE)) {
      request.setAttribute(Body.ATTRIBUTE, body);
      dispatch.run();
    } else if (state.compareAndSet(State.REFUSED, State.DONE)) {
      context.complete();
    }
  }

  /** The sender is gone, or the server stopped waiting. */
  @Override
  public void onError(Throwable failure) {
    refuse(RequestRefusal.brokenOff());
    body.close();
    if (state.getAndSet(State.DONE) != State.DONE) {
      context.complete();
    }
  }

  /** The body is too slow, or a refused sender is still sending. */
  @Override
  public void onTimeout(AsyncEvent event) {
    refuse(RequestRefusal.tooSlow(bodies.timeout()));
    // The specification makes the server end the request now. With complete(), Undertow would wait
    // for the rest of the body on a thread. Liberty would not, but without complete() it logs an
    // error page that it cannot send.
    if (state.compareAndSet(State.REFUSED, State.DONE) && dispatch.isLiberty()) {
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

  /** The resource has suspended the request, whose signature is verified by now. */
  @Override
  public void onStartAsync(AsyncEvent event) {}

  private void refuse(RequestRefusal refusal) {
    if (state.compareAndSet(State.READING, State.REFUSED)) {
      body.close();
      bodies.refused(refusal);
      if (request.getProtocol().startsWith("HTTP/1")) {
        response.setHeader("Connection", "close");
      }
      refusal.answer().send(response);
    }
  }
}
