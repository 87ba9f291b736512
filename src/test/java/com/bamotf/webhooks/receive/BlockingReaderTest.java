package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BlockingReaderTest {

  private static final int CAP = 65_536;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final BodyBudget budget = new BodyBudget(CAP);
  private final AtomicLong now = new AtomicLong();

  /** With one thread that may wait. */
  private final BlockingReader reader = new BlockingReader(1, TIMEOUT, now::get);

  @Test
  void readsWhatIsThere() throws IOException {
    Body body = new Body(budget, CAP, 5);
    assertThat(reader.read(new ByteArrayInputStream(new byte[5]), body)).isNull();
    assertThat(body.bytes()).hasSize(5);
  }

  @Test
  void readsToTheEndOfWhatWasNotAnnounced() throws IOException {
    Body body = new Body(budget, CAP, -1);
    assertThat(reader.read(new ByteArrayInputStream(new byte[5000]), body)).isNull();
    assertThat(body.bytes()).hasSize(5000);
  }

  @Test
  void givesUpOnASenderThatDribbles() throws IOException {
    Body body = new Body(budget, CAP, 100);
    Refusal refusal = reader.read(dribbling(Duration.ofSeconds(1)), body);
    assertThat(refusal.answer().status()).isEqualTo(408);
    // The eleventh byte came after ten seconds.
    assertThat(now).hasValue(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void waitsForAFewAndRefusesTheOthersUnlessTheyAreThere() throws IOException {
    Body slow = new Body(budget, CAP, 2);
    InputStream stream =
        new InputStream() {
          @Override
          public int read() throws IOException {
            assertThat(reader.read(dribbling(Duration.ZERO), new Body(budget, CAP, 2)).answer())
                .extracting(Answer::status)
                .isEqualTo(503);
            Body there = new Body(budget, CAP, 3);
            assertThat(reader.read(new ByteArrayInputStream(new byte[3]), there)).isNull();
            return 1;
          }

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            to[offset] = (byte) read();
            return 1;
          }
        };
    assertThat(reader.read(stream, slow)).isNull();
    // And again, since the place is free.
    assertThat(reader.read(dribbling(Duration.ZERO), new Body(budget, CAP, 2))).isNull();
  }

  @Test
  void aSenderThatIsGoneLeavesItsPlace() throws IOException {
    InputStream gone =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    for (int i = 0; i < 3; i++) {
      Body body = new Body(budget, CAP, 2);
      assertThat(catchThrowable(() -> reader.read(gone, body))).hasMessage("gone");
    }
  }

  /** One byte after each pause, without end; nothing is ever there. */
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
