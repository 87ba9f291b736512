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
 * bamotf's REST API, for injection into the application's beans. Thread-safe.
 *
 * <p>Needs {@code bamotf.api.key}; with several keys, a call about one payment intent asks the
 * accounts in turn until one knows it. A handler that ships goods can ask whether the payment still
 * stands, and is tried again later if bamotf cannot tell:
 *
 * <pre>{@code
 * public void paid(@Observes PaymentIntentSucceeded event) {
 *   if (bamotf.retrieve(event.paymentIntent().id()).isPaid()) { … }
 * }
 * }</pre>
 *
 * <p>No payment intent from here tells its transactions, since bamotf's API does not. A call takes
 * at most {@code bamotf.api.connect-timeout} plus as long as bamotf keeps sending with pauses below
 * {@code bamotf.api.read-timeout}; where the server has MicroProfile Fault Tolerance, listing and
 * retrieving are tried again up to twice when bamotf is unavailable. Calls that change something
 * are never repeated.
 *
 * <p>Every method throws a {@link BamotfException}, or an {@link IllegalStateException} if no API
 * key is set.
 */
@ApplicationScoped
public class BamotfClient {

  /**
   * What has one meaning in a path, wherever the id came from. Not every client encodes a slash.
   */
  private static final Pattern ID = Pattern.compile("[\\w~:-][\\w.~:-]{0,254}");

  private final ApiCalls calls;
  private final List<Account> accounts;
  private final int maxBodySize;
  private final EventReader reader = new EventReader();

  @Inject
  BamotfClient(ApiCalls calls, Settings settings) {
    this.calls = calls;
    this.accounts = Account.all(settings);
    this.maxBodySize = settings.webhook().maxBodySize();
  }

  @SuppressWarnings("NullAway") // for the container's proxy, which has no fields of its own
  protected BamotfClient() {
    this.calls = null;
    this.accounts = null;
    this.maxBodySize = 0;
  }

  /** The numbers of the configured keys, ascending: 1 is {@code bamotf.api.key}. */
  public List<Integer> accounts() {
    return accounts.stream().map(Account::number).toList();
  }

  /**
   * All payment intents of an account and mode, newest first, read while bamotf sends them: however
   * many there are, one at a time is in memory. bamotf does not page.
   *
   * <p>Close the stream: it holds the connection. Walking through it throws the exceptions of this
   * class as well, at the payment intent that cannot be read or where the connection breaks.
   *
   * @param account a number out of {@link #accounts}
   */
  public Stream<PaymentIntent> list(int account) {
    IntentList list = open(account(account));
    return list.stream().map(this::read).onClose(list::close);
  }

  /**
   * The current state of a payment intent.
   *
   * @throws BamotfException.NotFound if no account has it, and each could be asked
   */
  public PaymentIntent retrieve(String id) {
    return inAnyAccount(id, account -> retrieve(account, id));
  }

  /**
   * Makes a payment intent.
   *
   * @param account a number out of {@link #accounts}
   * @throws BamotfException.Unavailable if it is not known whether it was made
   */
  public PaymentIntent create(int account, NewPaymentIntent intent) {
    return read(null, calls.create(account(account), intent.toJson()));
  }

  /**
   * Cancels a payment intent, whatever its status: bamotf does not refuse to cancel a paid one. It
   * sends no webhook for that, so that the event comes by reconciliation.
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
          // Of one that it does not have, bamotf answers 500 instead of 404.
          retrieve(account, id);
          return read(id, calls.cancel(account, id, body));
        });
  }

  /**
   * Pretends that a payment arrived, in bamotf's dev mode only.
   *
   * @param amount in the smallest unit of the currency
   * @param confirmations of the made-up transaction
   * @return the payment intent if its status changed by that; otherwise empty
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
   * Makes sure that this server has what calls need.
   *
   * @throws IllegalStateException if it has not
   */
  public void requireRestClient() {
    calls.client();
  }

  /** The list with the bytes of each payment intent, read while it arrives. */
  public IntentList open(Account account) {
    try {
      return new IntentList(calls.list(account), maxBodySize);
    } catch (RuntimeException e) {
      throw known(null, e);
    }
  }

  private PaymentIntent retrieve(Account account, String id) {
    try {
      return read(id, calls.retrieve(account, id));
    } catch (RuntimeException e) {
      throw known(id, e);
    }
  }

  /** What the first account tells that can; otherwise what went wrong, or that none has it. */
  private <T> T inAnyAccount(String id, Function<Account, T> call) {
    List<Account> asked = required();
    if (!ID.matcher(id).matches()) {
      throw new BamotfException.NotFound(
          "bamotf is not asked, since no payment intent has an id of this form",
          ApiResponses.excerpt(id.getBytes(StandardCharsets.UTF_8)));
    }
    BamotfException failure = null;
    for (Account account : asked) {
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
                    "There is no account " + number + "; there are " + accounts()));
  }

  private List<Account> required() {
    if (accounts.isEmpty()) {
      throw new IllegalStateException(
          "bamotf's API cannot be called: set " + Setting.API_KEY.key() + " to an API key");
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
          "bamotf answered \"%s\", which is no payment intent: %s"
              .formatted(ApiResponses.excerpt(json), e.getMessage()),
          id,
          e);
    }
  }

  /** An open circuit breaker is bamotf being unavailable; its class need not be on the server. */
  private static RuntimeException known(@Nullable String id, RuntimeException failure) {
    return failure instanceof BamotfException || failure instanceof IllegalStateException
        ? failure
        : new BamotfException.Unavailable(
            "bamotf is not asked for a moment, since it was unavailable: " + failure, id, failure);
  }
}
