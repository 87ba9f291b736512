package com.bamotf.webhooks.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.testing.FakeBamotf;
import com.bamotf.webhooks.testing.FakeIntent;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However long bamotf's list is, it is never in memory as a whole. */
class LongListTest {

  private static final int INTENTS = 100_000;
  private static final int SAMPLE = 5_000;
  private static final long MEGABYTE = 1 << 20;

  /** The list has over 30 MiB; what is known of it is in a database outside of this process. */
  @Test
  void aHundredThousandIntentsDoNotFillTheHeap() throws Exception {
    try (FakeBamotf bamotf = new FakeBamotf();
        ReconcileFixture fixture =
            new ReconcileFixture(TestDatabases.postgres(), ReconcileFixture.settings(bamotf))) {
      fixture.inbox.update(
          """
          insert into bamotf_inbox (deduplication_key, payment_intent_id, event, mode, source, status, body, ended_at)
          select 'pi_' || i || '\tprod\tpayment_intent.succeeded', 'pi_' || i, 'payment_intent.succeeded', 'prod',
            'WEBHOOK', 'HANDLED', '', now()
          from generate_series(0, %d) i
          """
              .formatted(INTENTS - 1));
      AtomicLong most = new AtomicLong();
      AtomicLong bytes = new AtomicLong();
      bamotf.list(intents -> list(SAMPLE, most, bytes));
      fixture.run(); // everything that is loaded once is loaded
      assertThat(fixture.status().counts().seen()).isEqualTo(SAMPLE);
      most.set(0);
      bytes.set(0);
      bamotf.list(intents -> list(INTENTS, most, bytes));
      long before = usedHeap();
      long started = System.nanoTime();
      RunCounts counts = fixture.run().counts();
      long growth = most.get() - before;
      System.out.printf(
          "Long list: %d payment intents, %d MiB, %d ms; live heap grew by at most %d KiB%n",
          INTENTS,
          bytes.get() / MEGABYTE,
          (System.nanoTime() - started) / 1_000_000,
          growth / 1024);
      assertThat(counts).isEqualTo(new RunCounts(INTENTS, 0, 0, 0, 0, 0));
      assertThat(growth).isLessThan(16 * MEGABYTE);
    }
  }

  /** Looks at the heap while it is read, at every {@link #SAMPLE}th. */
  private static Iterator<String> list(int length, AtomicLong most, AtomicLong bytes) {
    return IntStream.range(0, length)
        .mapToObj(
            i -> {
              if (i % SAMPLE == SAMPLE / 2) {
                most.accumulateAndGet(usedHeap(), Math::max);
              }
              FakeIntent intent = new FakeIntent("pi_" + i, "prod").with("succeeded");
              String json = "{" + intent.json(true) + "}";
              bytes.addAndGet(json.length());
              return json;
            })
        .iterator();
  }

  /** What is still reachable. */
  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
