package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.dispatch.LogLines;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.signature.SignatureResult;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.telemetry.Telemetry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnverifiedBodiesTest {

  private static final int CAP = 65_536;

  private final Semaphore budget = new Semaphore(CAP);
  private final AtomicLong now = new AtomicLong();

  private final UnverifiedBodies bodies =
      new UnverifiedBodies(
          new SignatureVerifier(InboxFixture.SETTINGS),
          InboxFixture.SETTINGS,
          new Telemetry(),
          now::get);

  @Test
  void refusesAnAnnouncedLengthAboveTheCap() {
    List<String> header = List.of(new WebhookSigner("my-secret").sign(new byte[0], Instant.now()));
    assertThat(bodies.refusal(header, CAP)).isNull();
    assertThat(bodies.refusal(header, -1)).as("unknown").isNull();
    assertThat(bodies.refusal(header, CAP + 1).answer().status()).isEqualTo(413);
  }

  @Test
  void readsWhatIsThere() {
    Body body = new Body(budget, CAP, 5);
    assertThat(bodies.read(new ByteArrayInputStream(new byte[5]), body)).isNull();
    assertThat(body.bytes()).hasSize(5);
  }

  @Test
  void readsToTheEndOfWhatWasNotAnnounced() {
    Body body = new Body(budget, CAP, -1);
    assertThat(bodies.read(new ByteArrayInputStream(new byte[5000]), body)).isNull();
    assertThat(body.bytes()).hasSize(5000);
  }

  @Test
  void givesUpOnASenderThatDribbles() {
    Body body = new Body(budget, CAP, 100);
    RequestRefusal refusal = bodies.read(dribbling(Duration.ofSeconds(1)), body);
    assertThat(refusal.answer().status()).isEqualTo(408);
    // The eleventh byte came after ten seconds.
    assertThat(now).hasValue(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void waitsForAFewAndRefusesTheOthersUnlessTheyAreThere() {
    assertThat(bodies.read(nested(UnverifiedBodies.MAX_WAITING_THREADS), oneByte())).isNull();
    assertThat(bodies.read(dribbling(Duration.ZERO), oneByte())).as("places are free").isNull();
  }

  /** One byte; reading it starts waiting for this many more bodies. */
  private InputStream nested(int depth) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        if (depth > 1) {
          assertThat(bodies.read(nested(depth - 1), oneByte())).isNull();
          return 1;
        }
        assertThat(bodies.read(dribbling(Duration.ZERO), oneByte()).answer().status())
            .isEqualTo(503);
        assertThat(bodies.read(new ByteArrayInputStream(new byte[1]), oneByte())).isNull();
        return 1;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        to[offset] = (byte) read();
        return 1;
      }
    };
  }

  private Body oneByte() {
    return new Body(budget, CAP, 1);
  }

  @Test
  void aSenderThatIsGoneLeavesItsPlace() {
    InputStream gone =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    for (int i = 0; i <= UnverifiedBodies.MAX_WAITING_THREADS; i++) {
      assertThat(bodies.read(gone, new Body(budget, CAP, 2)).code()).isEqualTo(LogCodes.BROKEN_OFF);
    }
  }

  @Test
  void aStrangerCannotFillTheLog() {
    try (LogLines log = new LogLines(UnverifiedBodies.class)) {
      for (int i = 0; i < 50; i++) {
        bodies.refused(RequestRefusal.of(new SignatureResult.Missing()));
      }
      log.assertFew("BAMOTF201");
    }
  }

  /** An endless stream with a pause before each byte; never has bytes available. */
  private InputStream dribbling(Duration pause) {
    return new InputStream() {
      @Override
      public int read() {
        now.addAndGet(pause.toNanos());
        return 1;
      }

      @Override
      public int read(byte[] to, int offset, int length) {
        to[offset] = (byte) read();
        return 1;
      }
    };
  }
}
