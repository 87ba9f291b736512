package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.telemetry.Telemetry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request, with a simulated server. */
class ArrivingBodyTest {

  private static final int CAP = InboxFixture.SETTINGS.webhook().maxBodySize();

  private final Telemetry telemetry = new Telemetry();
  private final UnverifiedBodies bodies =
      new UnverifiedBodies(
          new SignatureVerifier(InboxFixture.SETTINGS), InboxFixture.SETTINGS, telemetry);

  /** What was called on the asynchronous context: its timeout, its dispatch, its completion. */
  private final List<String> calls = new CopyOnWriteArrayList<>();

  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final Stream stream = new Stream();
  private String server = "A server";
  private long length = 4;
  private boolean answerFails;
  private boolean dispatchFails;
  private volatile Thread dispatching;
  private int timeoutsUntilReturn = -1;
  private int status;
  private ArrivingBody arriving;

  @Test
  void goesOnWhenAllIsThere() throws IOException {
    await(null);
    assertThat(calls).containsExactly("setTimeout 10000");
    arrive("ab");
    arrive("cd");
    assertThat(calls).doesNotContain("dispatch");
    arriving.onAllDataRead();
    assertThat(calls).containsExactly("setTimeout 10000", "dispatch");
    assertThat(((Body) attributes.get(Body.ATTRIBUTE)).bytes()).asString().isEqualTo("abcd");
    assertThat(status).isZero();
  }

  /** Grizzly's stream, whose end is known as soon as the last byte has arrived. */
  @Test
  void readsWhatHasArrivedOfAStreamThatIsFinished() throws IOException {
    await(null);
    stream.finished = true;
    arrive("abcd");
    assertThat(stream.parts).isEmpty();
    arriving.onAllDataRead();
    assertThat(((Body) attributes.get(Body.ATTRIBUTE)).bytes()).asString().isEqualTo("abcd");
  }

  /** Asked for more, Grizzly could take the connection's next request for a part of this one. */
  @ParameterizedTest
  @ValueSource(strings = {"Payara Micro 6.2025.10 #badassfish", "Eclipse GlassFish 7.0.20"})
  void doesNotAskGrizzlyForMoreThanTheBody(String grizzly) throws IOException {
    server = grizzly;
    await(null);
    arrive("ab");
    assertThat(stream.askedInVain).as("for the rest").isEqualTo(1);
    arrive("cd");
    assertThat(stream.askedInVain).isEqualTo(1);
    arriving.onAllDataRead();
    assertThat(calls).containsExactly("setTimeout 10000", "dispatch");
  }

  /** Payara and GlassFish lose a dispatch that another thread calls just then. */
  @Test
  void onGrizzlyAnotherThreadWaitsUntilTheFirstHasReturned() throws Exception {
    server = "Payara Micro";
    await(null);
    arrive("abcd");
    timeoutsUntilReturn = 2;
    onAnotherThread(arriving::onAllDataRead);
    assertThat(calls)
        .containsExactly(
            "setTimeout 10000", "setTimeout 10000", "setTimeout 10000", "returned", "dispatch");
  }

  @Test
  void onGrizzlyAnotherThreadDoesNotWaitForever() throws Exception {
    server = "Payara Micro";
    await(null);
    arrive("abcd");
    onAnotherThread(
        () -> {
          Thread.currentThread().interrupt(); // no pause lasts
          arriving.onAllDataRead();
        });
    assertThat(calls).hasSizeLessThan(2_000).endsWith("setTimeout 10000", "dispatch");
  }

  @Test
  void onOtherServersNoThreadWaits() throws Exception {
    await(null);
    arrive("abcd");
    onAnotherThread(arriving::onAllDataRead);
    assertThat(calls).containsExactly("setTimeout 10000", "dispatch");
  }

  private static void onAnotherThread(Runnable task) throws InterruptedException {
    Thread thread = new Thread(task);
    thread.start();
    thread.join();
  }

  /** When all has arrived before the listener is set, Grizzly says so only when it is asked. */
  @Test
  void asksGrizzlyWhenItsStreamIsFinished() throws IOException {
    server = "Payara Micro";
    await(null);
    stream.finished = true;
    arrive("abcd");
    assertThat(stream.askedInVain).isEqualTo(1);
  }

  @Test
  void asksOtherServersAtTheEndOfTheBody() throws IOException {
    await(null);
    arrive("abcd");
    assertThat(stream.askedInVain).isEqualTo(1);
  }

  @Test
  void readsWhatIsRefusedOnGrizzlyToo() throws IOException {
    server = "Payara Micro";
    await(RequestRefusal.tooMany());
    arrive("ab");
    assertThat(stream.parts).isEmpty();
    assertThat(stream.askedInVain).isEqualTo(1);
  }

  /** Undertow's stream, which is ready at its end as well. */
  @Test
  void readsNothingBehindTheEnd() throws IOException {
    await(null);
    arrive("abcd");
    stream.finished = true;
    stream.readyAtEnd = true;
    arriving.onDataAvailable();
    assertThat(status).isZero();
  }

  @Test
  void isRefusedAtTheDeadlineAndNeverGoesOn() throws IOException {
    await(null);
    arrive("ab");
    arriving.onTimeout(null);
    assertThat(status).isEqualTo(408);
    assertThat(answer.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"success\":false,\"error\":\"The body did not arrive within PT10S\"}");
    arrive("cd");
    arriving.onAllDataRead();
    assertThat(calls).as("the server ends it").containsExactly("setTimeout 10000");
    assertThat(telemetry.getWebhookRequests()).containsEntry("rejected", 1L);
  }

  @Test
  void onLibertyTheDeadlineCompletesIt() throws IOException {
    server = "IBM WebSphere Liberty/25.0.0.12";
    await(null);
    arriving.onTimeout(null);
    assertThat(status).isEqualTo(408);
    assertThat(calls).containsExactly("setTimeout 10000", "complete");
  }

  @Test
  void goesOnOnceEvenIfTheDeadlineComesJustThen() throws IOException {
    server = "IBM WebSphere Liberty/25.0.0.12";
    await(null);
    arrive("abcd");
    arriving.onAllDataRead();
    arriving.onTimeout(null);
    assertThat(status).isZero();
    Waiting.await()
        .untilAsserted(() -> assertThat(calls).containsExactly("setTimeout 10000", "dispatch"));
  }

  /** Its own threads must have returned before. */
  @Test
  void onLibertyANewThreadDispatches() throws Exception {
    server = "IBM WebSphere Liberty/25.0.0.12";
    await(null);
    arrive("abcd");
    arriving.onAllDataRead();
    Waiting.await().until(() -> calls.contains("dispatch"));
    assertThat(dispatching).isNotSameAs(Thread.currentThread());
    assertThat(((Body) attributes.get(Body.ATTRIBUTE)).bytes()).asString().isEqualTo("abcd");
  }

  @Test
  void onLibertyARequestThatHasEndedHarmsNobody() throws Exception {
    server = "IBM WebSphere Liberty/25.0.0.12";
    await(null);
    arrive("abcd");
    dispatchFails = true;
    arriving.onAllDataRead();
    Waiting.await().until(() -> dispatching != null);
    dispatching.join();
    assertThat(calls).contains("dispatch");
    assertThat(uncaught).isEmpty();
  }

  @Test
  void whatIsRefusedIsAnsweredBeforeItIsReadAndReadAllTheSame() throws IOException {
    await(RequestRefusal.tooMany());
    assertThat(status).isEqualTo(503);
    assertThat(calls).doesNotContain("complete");
    arrive("abcd");
    assertThat(stream.parts).isEmpty();
    arriving.onAllDataRead();
    assertThat(calls).containsExactly("setTimeout 10000", "complete");
    assertThat(attributes).isEmpty();
    assertThat(telemetry.getWebhookRequests()).containsEntry("unavailable", 1L);
  }

  /** Reading all of it would cost the server as much as accepting it. */
  @Test
  void whatIsRefusedAndMuchIsNotReadToItsEnd() throws IOException {
    await(RequestRefusal.tooMany());
    for (int i = 0; i < 100; i++) {
      arrive("a".repeat(8 * 1024));
    }
    assertThat(stream.parts).hasSize(100 - 32);
  }

  @Test
  void whatGrowsOverTheCapIsRefused() throws IOException {
    length = -1;
    await(null);
    arrive("a".repeat(CAP));
    assertThat(status).isZero();
    arrive("a");
    assertThat(status).isEqualTo(413);
  }

  @Test
  void aSenderThatIsGoneGetsAnEmptyAnswer() throws IOException {
    await(null);
    arrive("ab");
    arriving.onError(new IOException("gone"));
    arriving.onTimeout(null);
    assertThat(status).as("not 200, in case it still listens").isEqualTo(400);
    assertThat(answer.size()).isZero();
    assertThat(calls).containsExactly("setTimeout 10000", "complete");
  }

  /** The server would log a stack trace for each. */
  @Test
  void aConnectionThatBreaksThrowsNothing() throws IOException {
    await(null);
    stream.broken = true;
    arrive("ab");
    assertThat(status).isEqualTo(400);
    assertThat(calls).containsExactly("setTimeout 10000", "complete");
  }

  @Test
  void anAnswerThatCannotBeSentThrowsNothing() throws IOException {
    answerFails = true;
    await(RequestRefusal.tooMany());
    arriving.onError(new IOException("gone"));
    assertThat(calls).containsExactly("setTimeout 10000", "complete");
  }

  private void await(RequestRefusal refusal) throws IOException {
    ArrivingBody.await(bodies, request(), response(), refusal);
    arriving = (ArrivingBody) stream.listener;
  }

  private void arrive(String part) throws IOException {
    stream.parts.add(part.getBytes(StandardCharsets.UTF_8));
    arriving.onDataAvailable();
  }

  private HttpServletRequest request() {
    return stub(
        HttpServletRequest.class,
        (method, arguments) ->
            switch (method) {
              case "getInputStream" -> stream;
              case "getContentLengthLong" -> length;
              case "getProtocol" -> "HTTP/1.1";
              case "startAsync" -> stub(AsyncContext.class, this::record);
              case "getServletContext" -> stub(ServletContext.class, (name, none) -> server);
              case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
              default -> throw new AssertionError(method);
            });
  }

  private Object record(String method, Object[] arguments) {
    if (method.equals("setTimeout") && timeoutsUntilReturn-- == 0) {
      calls.add("returned");
      throw new IllegalStateException("the thread of the request has returned");
    }
    if (!method.equals("addListener")) {
      calls.add(arguments == null ? method : method + " " + arguments[0]);
    }
    if (method.equals("dispatch")) {
      dispatching = Thread.currentThread();
      if (dispatchFails) {
        dispatching.setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        throw new IllegalStateException("the request has ended");
      }
    }
    return null;
  }

  private HttpServletResponse response() {
    return stub(
        HttpServletResponse.class,
        (method, arguments) ->
            switch (method) {
              case "setStatus" -> status = (int) arguments[0];
              case "getOutputStream" -> new Output();
              default -> null;
            });
  }

  private interface Answers {
    Object to(String method, Object[] arguments);
  }

  private static <T> T stub(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object answer = answers.to(method.getName(), arguments);
              return method.getReturnType() == void.class ? null : answer;
            }));
  }

  private static final class Stream extends ServletInputStream {
    private final Queue<byte[]> parts = new ArrayDeque<>();
    private ReadListener listener;
    private int position;
    private boolean broken;
    private boolean finished;
    private boolean readyAtEnd;
    private int askedInVain;

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      boolean ready = readyAtEnd || !parts.isEmpty();
      askedInVain += ready ? 0 : 1;
      return ready;
    }

    @Override
    public int available() {
      return parts.isEmpty() ? 0 : parts.element().length - position;
    }

    @Override
    public void setReadListener(ReadListener readListener) {
      listener = readListener;
    }

    @Override
    public int read() {
      throw new AssertionError("nothing is read behind the end");
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      byte[] part = parts.element();
      int read = Math.min(count, part.length - position);
      System.arraycopy(part, position, to, offset, read);
      position += read;
      if (position == part.length) {
        parts.remove();
        position = 0;
      }
      return read;
    }
  }

  private final class Output extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener writeListener) {
      throw new AssertionError();
    }

    @Override
    public void write(int b) throws IOException {
      if (answerFails) {
        throw new IOException("gone");
      }
      answer.write(b);
    }
  }
}
