package com.bamotf.webhooks.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes of docs/other-ways.md compile, and the first does what it says. */
class SnippetsTest {

  @ParameterizedTest
  @ValueSource(classes = {Gateway.class, Relay.class})
  void theDocumentShowsTheClassAsItIsCompiled(Class<?> shown) throws IOException {
    assertThat(Files.readString(Path.of("docs/other-ways.md"))).contains(Snippet.of(shown));
  }

  @Test
  void theGatewayStoresWhatIsSignedAndRefusesTheRest() {
    List<PaymentIntentEvent> stored = new ArrayList<>();
    Gateway gateway = new Gateway("my-secret", stored::add);
    byte[] body = Bodies.event("pi_1", "succeeded").getBytes(UTF_8);
    byte[] unreadable = "{}".getBytes(UTF_8);

    assertThat(gateway.receive(body, null)).isEqualTo(401);
    assertThat(gateway.receive(body, signature("another", body))).isEqualTo(401);
    assertThat(gateway.receive(unreadable, signature("my-secret", unreadable))).isEqualTo(400);
    assertThat(stored).isEmpty();

    assertThat(gateway.receive(body, signature("my-secret", body))).isEqualTo(200);
    assertThat(stored).singleElement().isInstanceOf(PaymentIntentSucceeded.class);
  }

  private static String signature(String secret, byte[] body) {
    return new WebhookSigner(secret).sign(body, Instant.now());
  }
}
