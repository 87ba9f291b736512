package com.bamotf.webhooks.client;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jspecify.annotations.Nullable;

/**
 * Each method makes one call and checks the answer. Thread-safe.
 *
 * <p>Where the server has MicroProfile Fault Tolerance, calls that only read are retried up to
 * twice when bamotf is unavailable, and are suspended for 10 s once 6 of the last 8 have failed in
 * this way. No other failure is retried. {@link CallLimit} limits the time.
 */
@ApplicationScoped
class ApiCalls {

  private final Settings settings;
  private final CallLimit limit;
  private @Nullable BamotfApi api;

  @Inject
  ApiCalls(Settings settings, CallLimit limit) {
    this.settings = settings;
    this.limit = limit;
  }

  @SuppressWarnings("NullAway") // interceptors need a subclass, which the container makes with it
  protected ApiCalls() {
    this.settings = null;
    this.limit = null;
  }

  /**
   * The caller must close it; its body is read while it arrives. It has a client of its own, which
   * ends with it.
   */
  @Retry(
      retryOn = BamotfException.Unavailable.class,
      maxRetries = 2,
      delay = 500,
      jitter = 250,
      maxDuration = 60_000)
  @CircuitBreaker(
      failOn = BamotfException.Unavailable.class,
      requestVolumeThreshold = 8,
      failureRatio = 0.75,
      delay = 10_000)
  IntentList list(Account account) {
    BamotfApi own = newClient();
    try {
      return limit.within(null, () -> open(own, account), own::close, IntentList::close);
    } catch (RuntimeException | Error e) {
      limit.inBackground(own::close); // it may not even have begun
      throw e;
    }
  }

  private IntentList open(BamotfApi own, Account account) {
    Response response = null;
    try {
      response = answer(own, null, client -> client.list(account.authorization()));
      ApiResponses.requireSuccess(response, settings.api().url(), null);
      return new IntentList(response, own, settings.webhook().maxBodySize(), limit);
    } catch (RuntimeException e) {
      ApiResponses.breakOff(own, response);
      throw e;
    }
  }

  @Retry(
      retryOn = BamotfException.Unavailable.class,
      maxRetries = 2,
      delay = 200,
      jitter = 100,
      maxDuration = 20_000)
  @CircuitBreaker(
      failOn = BamotfException.Unavailable.class,
      requestVolumeThreshold = 8,
      failureRatio = 0.75,
      delay = 10_000)
  byte[] retrieve(Account account, String id) {
    return body(id, client -> client.retrieve(account.authorization(), id));
  }

  byte[] create(Account account, String json) {
    return body(null, client -> client.create(account.authorization(), json));
  }

  byte[] cancel(Account account, String id, String json) {
    return body(id, client -> client.cancel(account.authorization(), id, json));
  }

  byte[] simulatePayment(Account account, String idOrAddress, String json) {
    return body(
        idOrAddress, client -> client.simulatePayment(account.authorization(), idOrAddress, json));
  }

  /**
   * The client, made at the first call.
   *
   * @throws IllegalStateException if this server has no Rest Client
   */
  synchronized BamotfApi client() {
    BamotfApi client = api;
    if (client == null) {
      client = newClient();
      api = client;
    }
    return client;
  }

  private BamotfApi newClient() {
    try {
      return RestClients.build(settings.api());
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start: %s is set, but this server has no MicroProfile Rest Client for the application (%s). Use a server or profile that has it (on Open Liberty the feature mpRestClient-4.0), or remove the setting"
              .formatted(Setting.API_KEY.key(), e),
          e);
    }
  }

  @PreDestroy
  synchronized void close() {
    if (api != null) {
      api.close();
    }
  }

  private byte[] body(@Nullable String id, Function<BamotfApi, Response> call) {
    BamotfApi client = client();
    return limit.within(id, () -> body(client, id, call), () -> discard(client), late -> {});
  }

  /**
   * Gives the next call a new client, and closes this one as soon as no call of another thread can
   * still be under way with it. Closing ends its calls.
   */
  void discard(BamotfApi client) {
    synchronized (this) {
      if (api != client) {
        return; // by somebody else already
      }
      api = null;
    }
    limit.pause();
    client.close();
  }

  private byte[] body(BamotfApi client, @Nullable String id, Function<BamotfApi, Response> call) {
    try (Response response = answer(client, id, call)) {
      ApiResponses.requireSuccess(response, settings.api().url(), id);
      return ApiResponses.body(response, id, settings.webhook().maxBodySize());
    }
  }

  private Response answer(
      BamotfApi client, @Nullable String id, Function<BamotfApi, Response> call) {
    try {
      return call.apply(client);
    } catch (RuntimeException e) {
      throw ApiResponses.noResponse(settings.api().url(), id, e);
    }
  }
}
