package com.bamotf.webhooks.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.signature.SignatureResult.Mismatch;
import com.bamotf.webhooks.signature.SignatureResult.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignatureVerifierConcurrencyTest {

  private static final int THREADS = 16;
  private static final int ROUNDS = 500;

  @Test
  void manyThreadsShareOneVerifier() throws Exception {
    SignatureVerifier verifier =
        Verifiers.at(SignedFixture.SIGNED_AT, "another", SignedFixture.SECRET);
    List<SignedFixture> fixtures = SignedFixture.all().toList();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        SignedFixture mine = fixtures.get(i % fixtures.size());
        SignedFixture other = fixtures.get((i + 1) % fixtures.size());
        wrong.add(threads.submit(wrongAnswers(verifier, mine, other, start)));
      }
      for (Future<Integer> count : wrong) {
        assertThat(count.get(10, TimeUnit.MINUTES)).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Integer> wrongAnswers(
      SignatureVerifier verifier, SignedFixture mine, SignedFixture other, CyclicBarrier start) {
    byte[] body = mine.body();
    return () -> {
      int wrong = 0;
      start.await(10, TimeUnit.MINUTES);
      for (int i = 0; i < ROUNDS; i++) {
        if (!(verifier.verify(body, mine.header()) instanceof Valid)) {
          wrong++;
        }
        if (!(verifier.verify(body, other.header()) instanceof Mismatch)) {
          wrong++;
        }
      }
      return wrong;
    };
  }
}
