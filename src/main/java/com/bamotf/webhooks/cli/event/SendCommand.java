package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.Credential;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.sender.EventBody;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends signed events. */
@Command(
    name = "send",
    abbreviateSynopsis = true,
    header = "Sends signed events as a bamotf server does.",
    description = {
      "Up to 3 attempts for each event, 1 s and 2 s apart; one event after the other.",
      ""
    },
    footer = {
      "",
      "With --json, one line for each event: its attempts, and whether it was accepted.",
      "Exit codes: 0 all accepted (any 2xx), 1 not all accepted, 2 wrong usage.",
      "",
      "Examples, with WEBHOOK_SECRET in the environment:",
      "  ${ROOT-COMMAND-NAME} send http://localhost:8080/bamotf/webhook",
      "  ${ROOT-COMMAND-NAME} send http://localhost:8080/bamotf/webhook \\",
      "    processing --amount 2500 --currency EUR --metadata orderId=17",
      "  ${ROOT-COMMAND-NAME} send http://localhost:8080/bamotf/webhook \\",
      "    --file body.json",
      "  ${ROOT-COMMAND-NAME} send http://localhost:8080/bamotf/webhook \\",
      "    --count 100 --rate 50",
      "  ${ROOT-COMMAND-NAME} send http://localhost:8080/bamotf/webhook \\",
      "    --count 20 --disorder=7",
    })
public final class SendCommand implements Callable<Integer> {

  private static final int MAX_COUNT = 1_000_000;
  private static final int MAX_DISORDER = 100_000;
  private static final double MAX_RATE = 10_000;
  private static final String NEW_SEED = "new";

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final SecretOptions secret = new SecretOptions();
  @Mixin final EventOptions event = new EventOptions();

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = {"The receiver, such as", "http://localhost:8080/bamotf/webhook"})
  String url;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "EVENT",
      description =
          "succeeded (the default), processing, pending, canceled, or any other name, such as"
              + " refunded.")
  @Nullable String name;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Send this body unchanged instead; - is standard input.")
  @Nullable String file;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of payments to send events for (1).")
  int count;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Maximum number of events a second, with a progress bar.")
  @Nullable Double rate;

  @Option(
      names = "--disorder",
      arity = "0..1",
      paramLabel = "SEED",
      fallbackValue = NEW_SEED,
      description =
          "Also send each payment's pending and processing events, shuffled, one in five twice."
              + " The same SEED gives the same order.")
  @Nullable String disorder;

  public SendCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI endpoint = Endpoint.parse(url);
    check();
    Credential credential = secret.secret(shell);
    if (disorder != null) {
      long seed = seed(disorder);
      if (!common.json()) {
        shell.out().println("Repeat this order with --disorder=" + seed);
      }
      List<EventBody> events = Disorder.of(count, this::newEvent, seed);
      return deliver(endpoint, credential, events.size(), events.stream().map(Shipment::of));
    }
    return deliver(endpoint, credential, count, shipments());
  }

  private int deliver(URI endpoint, Credential credential, int total, Stream<Shipment> shipments)
      throws InterruptedException {
    Iterator<Shipment> each = shipments.iterator();
    return new Deliveries(shell, common.json(), endpoint, credential, total)
        .deliver(each, interval());
  }

  private Stream<Shipment> shipments() {
    if (file != null) {
      Shipment shipment = Shipment.of(BodyOptions.read(shell, file), file);
      return Stream.generate(() -> shipment).limit(count);
    }
    return Stream.generate(() -> Shipment.of(newEvent())).limit(count);
  }

  private EventBody newEvent() {
    return event.event(name == null ? EventBody.SUCCEEDED : EventOptions.fullName(name));
  }

  private Duration interval() {
    return rate == null ? Duration.ZERO : Duration.ofNanos(Math.round(1e9 / rate));
  }

  private void check() {
    if (name != null && name.isBlank()) {
      throw Failure.usage("EVENT is empty; give a name such as succeeded, or leave it out");
    }
    if (name != null && (name.contains("/") || name.contains("\\") || name.endsWith(".json"))) {
      throw Failure.usage("\"%s\" looks like a file; send it with --file %s".formatted(name, name));
    }
    if (file != null && (name != null || event.areGiven() || disorder != null)) {
      throw Failure.usage(
          "--file sends a body unchanged, so leave out EVENT, --disorder and the options that describe an event");
    }
    int max = disorder == null ? MAX_COUNT : MAX_DISORDER;
    if (count < 1 || count > max) {
      throw Failure.usage("--count %s is not from 1 to %s".formatted(count, max));
    }
    if (rate != null && !(rate >= 0.001 && rate <= MAX_RATE)) {
      throw Failure.usage("--rate %s is not from 0.001 to 10000 events a second".formatted(rate));
    }
    if (event.intent != null && count > 1) {
      throw Failure.usage("--intent names one payment intent, so --count must be 1");
    }
  }

  private long seed(String text) {
    if (text.equals(NEW_SEED)) {
      return shell.clock().millis();
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Failure.usage("--disorder=%s is not a whole number".formatted(text));
    }
  }
}
