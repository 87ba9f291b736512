package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.DEBUG;

import com.bamotf.webhooks.signature.SignatureResult;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the listeners, if there are any, of requests whose signature was refused. Thread-safe. */
@Singleton
class RejectionListeners {

  private static final System.Logger LOG = System.getLogger(RejectionListeners.class.getName());

  private final List<RejectionListener> listeners;

  @Inject
  RejectionListeners(@Any Instance<RejectionListener> listeners) {
    this(listeners.stream().toList());
  }

  RejectionListeners(List<RejectionListener> listeners) {
    this.listeners = listeners;
  }

  /** Ignores other reasons than the signature. Never throws. */
  void report(
      RequestRefusal refusal,
      List<String> header,
      byte @Nullable [] body,
      long length,
      String from) {
    SignatureResult.Rejected why = refusal.rejected();
    if (why == null || listeners.isEmpty()) {
      return;
    }
    RejectedRequest request = new RejectedRequest(why, List.copyOf(header), body, length, from);
    for (RejectionListener listener : listeners) {
      try {
        listener.rejected(request);
      } catch (RuntimeException e) {
        LOG.log(DEBUG, "A listener for rejected requests failed", e);
      }
    }
  }
}
