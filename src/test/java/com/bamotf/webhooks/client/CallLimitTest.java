package com.bamotf.webhooks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.ServerResources;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class CallLimitTest {

  private static final Settings SETTINGS = Api.settings(URI.create("http://bamotf.example"), "key");

  private final CallLimit generous = Api.limit(SETTINGS, Waiting.LIMIT);
  private final CallLimit strict = Api.limit(SETTINGS, Duration.ofMillis(20));
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final BlockingQueue<String> late = new LinkedBlockingQueue<>();

  @AfterEach
  void endAll() {
    end.countDown();
  }

  @Test
  void passesTheResultOn() {
    assertThat(generous.within(null, () -> "result", end::countDown, late::add))
        .isEqualTo("result");
    assertThat(end.getCount()).as("nothing was broken off").isOne();
    assertThat(late).isEmpty();
  }

  @Test
  void runsOnADaemonThreadOfTheServerWithAName() {
    Thread thread = generous.within(null, Thread::currentThread, () -> {}, found -> {});
    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("bamotf-api-");
  }

  @Test
  void passesFailuresOn() {
    assertThatThrownBy(() -> generous.within(null, CallLimitTest::refuse, () -> {}, late::add))
        .isInstanceOf(BamotfException.Refused.class)
        .satisfies(
            e ->
                assertThat(e.getStackTrace())
                    .as("says who called")
                    .anyMatch(each -> each.getMethodName().equals("passesFailuresOn")));
    RuntimeException another = new IllegalArgumentException();
    assertThatThrownBy(() -> generous.within(null, () -> fail(another), () -> {}, late::add))
        .isSameAs(another);
    Error error = new LinkageError();
    assertThatThrownBy(() -> generous.within(null, () -> fail(error), () -> {}, late::add))
        .isSameAs(error);
  }

  @Test
  void givesUpAndHandsOverWhatComesLate() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    assertThatExceptionOfType(BamotfException.Unavailable.class)
        .isThrownBy(() -> strict.within("some", this::endless, brokenOff::countDown, late::add))
        .withMessageContaining("Payment intent some: bamotf at http://bamotf.example")
        .withMessageContaining("did not complete its answer within 1 seconds")
        .withMessageContaining("bamotf.api.url");
    assertThat(brokenOff.await(10, TimeUnit.MINUTES)).isTrue();
    assertThat(late).isEmpty();
    end.countDown();
    assertThat(late.poll(10, TimeUnit.MINUTES)).isEqualTo("late");
  }

  @Test
  void doesNotWaitForTheBreakingOff() {
    assertThatExceptionOfType(BamotfException.Unavailable.class)
        .isThrownBy(() -> strict.within(null, this::endless, this::endless, late::add));
  }

  @Test
  void endsWhenTheCallerIsInterrupted() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    BlockingQueue<Boolean> interrupted = new ArrayBlockingQueue<>(1);
    Thread caller =
        new Thread(
            () -> {
              try {
                generous.within(null, this::begun, brokenOff::countDown, late::add);
              } catch (BamotfException.Unavailable e) {
                interrupted.add(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    begun.await();
    caller.interrupt();
    assertThat(interrupted.poll(10, TimeUnit.MINUTES)).isTrue();
    assertThat(brokenOff.await(10, TimeUnit.MINUTES)).isTrue();
  }

  /** Otherwise bamotf would do what its caller is told has failed. */
  @Test
  void sendsNothingForACallerThatIsInterruptedAlready() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(BamotfException.Unavailable.class)
        .isThrownBy(() -> generous.within(null, () -> late.add("sent"), () -> {}, sent -> {}))
        .withMessageContaining("was interrupted");
    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    generous.close(); // whatever has begun ends
    assertThat(late).isEmpty();
  }

  @Test
  void doesNotLeaveMoreAndMoreThreadsBehind() {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < CallLimit.MAX_GIVEN_UP; i++) {
      assertThatThrownBy(() -> strict.within(null, this::endless, () -> {}, late::add))
          .hasMessageContaining("did not complete");
    }
    assertThatExceptionOfType(BamotfException.Unavailable.class)
        .isThrownBy(() -> strict.within(null, () -> taken.add(1), () -> {}, found -> {}))
        .withMessageContaining("is not called, because 8 earlier calls were given up")
        .withMessageContaining("restart this server");
    assertThat(taken).isEmpty();

    end.countDown();
    Waiting.await()
        .ignoreExceptions() // until those have ended
        .until(() -> strict.within(null, () -> true, () -> {}, found -> {}));
  }

  @Test
  void closesNothingInTheBackgroundWhereThereAreNoThreadsAnyMore() {
    ServerResources stopping =
        new ServerResources(SETTINGS) {
          @Override
          public ThreadFactory threadFactory() {
            throw new IllegalStateException("the application is stopping");
          }
        };
    CallLimit limit = new CallLimit(SETTINGS, stopping, new Telemetry().traces(), Waiting.LIMIT);
    assertThatCode(() -> limit.inBackground(end::countDown)).doesNotThrowAnyException();
    assertThat(end.getCount()).isOne();
  }

  @Test
  void leavesNoThreadToAnApplicationThatHasEnded() throws Exception {
    Thread thread = generous.within(null, Thread::currentThread, () -> {}, found -> {});
    generous.close();
    thread.join();
    assertThatThrownBy(() -> generous.within(null, () -> "call", () -> {}, late::add))
        .isInstanceOf(BamotfException.Unavailable.class)
        .hasMessageContaining("the application is stopping");
  }

  @Test
  void allowsTheTimeToConnectAndTwoReads() {
    assertThat(CallLimit.ofCall(SETTINGS.api())).isEqualTo(Duration.ofSeconds(4));
  }

  private String begun() {
    begun.countDown();
    return endless();
  }

  private String endless() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "late";
  }

  private static String refuse() {
    throw new BamotfException.Refused("no", "some");
  }

  private static String fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
