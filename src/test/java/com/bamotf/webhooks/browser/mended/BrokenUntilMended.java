package com.bamotf.webhooks.browser.mended;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fails with the text that the metadata name, until a file exists. */
@ApplicationScoped
public class BrokenUntilMended {

  /** The system property that names the file. */
  public static final String MENDED = "console.test.mended";

  private final Path mended = Path.of(System.getProperty(MENDED));

  @Transactional(Transactional.TxType.MANDATORY)
  void paid(@Observes PaymentIntentSucceeded event) {
    event
        .paymentIntent()
        .metadata("breaks")
        .filter(text -> !Files.exists(mended))
        .ifPresent(
            text -> {
              throw new IllegalStateException(text);
            });
  }
}
