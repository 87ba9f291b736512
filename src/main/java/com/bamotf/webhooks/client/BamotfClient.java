package com.bamotf.webhooks.client;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.UnreadableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls bamotf's REST API. Inject it into your beans. Thread-safe.
 *
 * <p>Needs {@code bamotf.api.key}. With several keys, a call about one payment intent tries the
 * accounts in turn until one has it. A handler can check the payment before it ships goods; if
 * bamotf is unavailable, the exception causes the event to be retried later:
 *
 * <pre>{@code
 * public void paid(@Observes PaymentIntentSucceeded event) {
 *   if (bamotf.retrieve(event.paymentIntent().id()).isPaid()) { … }
 * }
 * }</pre>
 *
 * <p>bamotf's API does not return the transactions of a payment intent. Each request ends after
 * {@code bamotf.api.connect-timeout} plus twice {@code bamotf.api.read-timeout} at the latest, or
 * when its thread is interrupted; a method may make several. For {@link #list}, the limit applies
 * to opening the list and to each read. Where the server has MicroProfile Fault Tolerance, {@link
 * #list} and {@link #retrieve} are retried up to twice when bamotf is unavailable. Calls that
 * change something are never retried.
 *
 * <p>Every method throws a {@link BamotfException}, or an {@link IllegalStateException} if no API
 * key is set.
 */
@ApplicationScoped
public class BamotfClient {

  /** Safe in a path: not every client encodes a slash. */
  private static final Pattern ID = Pattern.compile("[\\w~:-][\\w.~:-]{0,254}");

  private final ApiCalls calls;
  private final List<Account> accounts;
  private final EventReader reader = new EventReader();

  @Inject
  BamotfClient(ApiCalls calls, Settings settings) {
    this.calls = calls;
    this.accounts = Account.all(settings);
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected BamotfClient() {
    this.calls = null;
    this.accounts = null;
  }

  /** The numbers of the configured keys, ascending: 1 is {@code bamotf.api.key}. */
  public List<Integer> accounts() {
    return accounts.stream().map(Account::number).toList();
  }

  /**
   * All payment intents of an account and mode, newest first. bamotf does not page; the stream
   * reads them one at a time, so the list can have any length.
   *
   * <p>Close the stream, since it holds the connection. Its operations throw the exceptions of this
   * class too, at a payment intent that cannot be read or when the connection breaks.
   *
   * @param account one of {@link #accounts}
   */
  public Stream<PaymentIntent> list(int account) {
    IntentList list = open(account(account));
    return list.stream().map(this::read).onClose(list::close);
  }

  /**
   * The current state of a payment intent.
   *
   * @throws BamotfException.NotFound if all accounts answered and none has it
   */
  public PaymentIntent retrieve(String id) {
    return inAnyAccount(id, account -> retrieve(account, id));
  }

  /**
   * Creates a payment intent.
   *
   * @param account one of {@link #accounts}
   * @throws BamotfException.Unavailable if bamotf may or may not have created it
   */
  public PaymentIntent create(int account, NewPaymentIntent intent) {
    return read(null, calls.create(account(account), intent.toJson()));
  }

  /**
   * Cancels a payment intent in any status: bamotf cancels even a paid one. It sends no webhook for
   * that; the event comes from reconciliation.
   *
   * @param reason null for none
   */
  public PaymentIntent cancel(String id, @Nullable String reason) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (reason != null) {
      json.add("cancellationReason", reason);
    }
    String body = json.build().toString();
    return inAnyAccount(
        id,
        account -> {
          // bamotf answers 500 instead of 404 if it does not have it.
          retrieve(account, id);
          return read(id, calls.cancel(account, id, body));
        });
  }

  /**
   * Simulates a payment; in bamotf's dev mode only.
   *
   * @param amount in the smallest unit of the currency
   * @param confirmations of the simulated transaction
   * @return the payment intent if its status changed; otherwise empty
   */
  public Optional<PaymentIntent> simulatePayment(
      String idOrAddress, long amount, String currency, int confirmations) {
    String body =
        Json.createObjectBuilder()
            .add("amount", String.valueOf(amount))
            .add("currency", currency)
            .add("confirmations", confirmations)
            .build()
            .toString();
    return inAnyAccount(
        idOrAddress,
        account -> {
          byte[] answer = calls.simulatePayment(account, idOrAddress, body);
          return answer.length == 0 ? Optional.empty() : Optional.of(read(idOrAddress, answer));
        });
  }

  /**
   * Checks that this server has MicroProfile's Rest Client.
   *
   * @throws IllegalStateException if it does not
   */
  public void requireRestClient() {
    calls.client();
  }

  /** The list with the bytes of each payment intent, read while it arrives. */
  public IntentList open(Account account) {
    try {
      return calls.list(account);
    } catch (RuntimeException e) {
      throw translated(null, e);
    }
  }

  private PaymentIntent retrieve(Account account, String id) {
    try {
      return read(id, calls.retrieve(account, id));
    } catch (RuntimeException e) {
      throw translated(id, e);
    }
  }

  /**
   * The answer of the first account that has one; otherwise the first failure, preferably not
   * NotFound.
   */
  private <T> T inAnyAccount(String id, Function<Account, T> call) {
    List<Account> configured = required();
    if (!ID.matcher(id).matches()) {
      throw new BamotfException.NotFound(
          "this is not a valid id, so bamotf was not called",
          ApiResponses.excerpt(id.getBytes(StandardCharsets.UTF_8)));
    }
    BamotfException failure = null;
    for (Account account : configured) {
      try {
        return call.apply(account);
      } catch (BamotfException e) {
        if (failure == null || failure instanceof BamotfException.NotFound) {
          failure = e;
        }
      }
    }
    throw failure;
  }

  private Account account(int number) {
    return required().stream()
        .filter(account -> account.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no account " + number + "; the accounts are " + accounts()));
  }

  private List<Account> required() {
    if (accounts.isEmpty()) {
      throw new IllegalStateException(
          "bamotf's API cannot be called without an API key: set " + Setting.API_KEY.key());
    }
    return accounts;
  }

  private PaymentIntent read(IntentList.Listed listed) {
    if (listed.tooLarge()) {
      throw new BamotfException.Malformed(
          listed + " is larger than " + Setting.WEBHOOK_MAX_BODY_SIZE.key() + " allows",
          null,
          null);
    }
    try {
      return reader.readPaymentIntent(listed.json());
    } catch (UnreadableEventException e) {
      throw new BamotfException.Malformed(listed + ": " + e.getMessage(), null, e);
    }
  }

  private PaymentIntent read(@Nullable String id, byte[] json) {
    try {
      return reader.readPaymentIntent(json);
    } catch (UnreadableEventException e) {
      throw new BamotfException.Malformed(
          "bamotf answered \"%s\", which is not a payment intent: %s"
              .formatted(ApiResponses.excerpt(json), e.getMessage()),
          id,
          e);
    }
  }

  /** An open circuit breaker means unavailable; not every server has the class of its exception. */
  private static RuntimeException translated(@Nullable String id, RuntimeException failure) {
    return failure instanceof BamotfException || failure instanceof IllegalStateException
        ? failure
        : new BamotfException.Unavailable(
            "bamotf was unavailable and is not called for a few seconds: " + failure, id, failure);
  }
}
