package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.CommonOptions;
import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Shell;
import com.bamotf.webhooks.sender.EventBody;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends all events of one payment. */
@Command(
    name = "simulate",
    abbreviateSynopsis = true,
    header = "Sends a payment's whole life: pending, processing, succeeded.",
    description = {"Each event is sent as a bamotf server would, with up to 3 attempts.", ""},
    footer = {
      "",
      "Exit codes: 0 all accepted (any 2xx), 1 not all accepted, 2 wrong usage.",
      "",
      "Examples, with WEBHOOK_SECRET in the environment:",
      "  ${ROOT-COMMAND-NAME} simulate \\",
      "    http://localhost:8080/bamotf/webhook",
      "  ${ROOT-COMMAND-NAME} simulate \\",
      "    http://localhost:8080/bamotf/webhook --pause PT0.1S \\",
      "    --amount 50000 --metadata orderId=17",
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final Duration MAX_PAUSE = Duration.ofHours(1);

  private final Shell shell;

  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final SecretOptions secret = new SecretOptions();
  @Mixin final EventOptions event = new EventOptions();

  @Parameters(
      paramLabel = "URL",
      description = {"The receiver, such as", "http://localhost:8080/bamotf/webhook"})
  String url;

  @Option(
      names = "--pause",
      paramLabel = "DURATION",
      defaultValue = "PT1S",
      description = "Interval between events, in ISO 8601 (PT1S).")
  Duration pause;

  public SimulateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI endpoint = Endpoint.parse(url);
    if (pause.isNegative() || pause.compareTo(MAX_PAUSE) > 0) {
      throw Failure.usage("--pause %s is not from PT0S to %s".formatted(pause, MAX_PAUSE));
    }
    List<EventBody> life = Life.of(event.event(EventBody.SUCCEEDED));
    return new Deliveries(shell, common.json(), endpoint, secret.secret(shell), life.size())
        .deliver(life.stream().map(Shipment::of).iterator(), pause);
  }
}
