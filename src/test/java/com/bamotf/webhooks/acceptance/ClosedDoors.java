package com.bamotf.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers can neither see nor fill. */
interface ClosedDoors extends ReceiverUnderTest {

  int NUISANCES = 50;

  /** HTTP/2 without TLS makes a proxy that passes the upgrade a tunnel. */
  @Test
  default void speaksNoHttp2WithoutTls() throws IOException {
    String upgrade =
        "GET /bamotf/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
            + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n";
    assertThat(RawHttp.send(server().uri("/"), upgrade)).startsWith("HTTP/1.1 302");
    String emptySettings = "\0\0\0\4\0\0\0\0\0";
    String priorKnowledge = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + emptySettings;
    String answer = RawHttp.sendAndReadAll(server().uri("/"), priorKnowledge);
    // Liberty repeats the version of the request in an answer that is no HTTP/2 all the same.
    assertThat(answer).matches("(?s)(HTTP/[12].\\d [45].*)?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/openapi", "/bamotf/application.wadl"})
  default void tellsStrangersNothingAboutItself(String path) {
    assertThat(Http.get(server().uriOf(path)).statusCode()).isIn(403, 404);
  }

  /** A full disk would stop everything; so each line that a stranger can cause is limited. */
  @ParameterizedTest
  @EnumSource
  default void aStrangerCannotFloodTheLog(Nuisance nuisance) throws IOException {
    int before = server().log().length();
    long begun = System.nanoTime();
    for (int i = 0; i < NUISANCES; i++) {
      nuisance.cause(server().uri("/"));
    }
    AtomicInteger length = new AtomicInteger(before);
    Waiting.await()
        .during(Duration.ofMillis(500))
        .until(() -> length.getAndSet(server().log().length()) == server().log().length());
    String logged = server().log().substring(before);
    int each = logged.length() / NUISANCES;
    System.out.println(nuisance + ": " + each + " bytes of log for each of " + NUISANCES);
    assertThat(each).as("a stack trace has 2 KB").isLessThan(1_000);
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    assertThat(logged.lines().filter(line -> line.matches(".*BAMOTF[26]0\\d: .*")))
        .as("one a second of a kind")
        .hasSizeLessThan(2 * ((int) seconds + 2));
  }
}
