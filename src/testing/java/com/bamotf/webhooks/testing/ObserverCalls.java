package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Which observers ran, and what the test wants to go wrong in them. Survives a restart. */
final class ObserverCalls {

  /**
   * @param failure what it threw; null if it returned
   */
  record Call(String observer, String paymentIntentId, String type, @Nullable Throwable failure) {
    @Override
    public String toString() {
      return observer + (failure == null ? "" : " (threw " + failure + ")");
    }
  }

  /** Ends a handling as the end of its server would. */
  static final class ServerCrash extends Error {
    private static final long serialVersionUID = 1L;

    ServerCrash() {
      super("The server crashed in the handler, as the test said with crashInHandler()");
    }
  }

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private int failures;
  private @Nullable Runnable crash;

  void fail(int times) {
    failures = times;
  }

  /**
   * @param lastWill runs at the moment of the crash
   */
  void crashOnce(Runnable lastWill) {
    crash = lastWill;
  }

  void call(String observer, PaymentIntentEvent event, Runnable call) {
    Throwable failure = null;
    try {
      call.run();
      goWrong();
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      calls.add(new Call(observer, event.paymentIntent().id(), event.type(), failure));
    }
  }

  /** After the observer's own work, which must then be undone. */
  private void goWrong() {
    Runnable last = crash;
    if (last != null) {
      crash = null;
      last.run();
      throw new ServerCrash();
    }
    if (failures > 0) {
      failures--;
      throw new IllegalStateException(
          "The handler failed after its work, as the test said with failHandler()");
    }
  }

  int size() {
    return calls.size();
  }

  /** Those for this event since there were so many calls. */
  List<Call> since(int size, String paymentIntentId, String type) {
    return calls.subList(size, calls.size()).stream()
        .filter(call -> call.paymentIntentId().equals(paymentIntentId) && call.type().equals(type))
        .toList();
  }
}
