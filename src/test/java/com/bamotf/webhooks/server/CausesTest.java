package com.bamotf.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void readsTheChainFromTheOutermostToTheInnermost() {
    Throwable inner = new IllegalArgumentException("inner");
    Throwable middle = new IllegalStateException("middle", inner);
    Throwable outer = new RuntimeException("outer", middle);
    assertThat(Causes.of(outer)).containsExactly(outer, middle, inner);
    assertThat(Causes.root(outer)).isSameAs(inner);
    assertThat(Causes.of(inner)).containsExactly(inner);
    assertThat(Causes.root(inner)).isSameAs(inner);
  }

  @Test
  void endsInACircle() {
    assertThat(Causes.of(circle())).hasSize(50);
    assertThat(Causes.root(circle())).isNotNull();
    Throwable own =
        new RuntimeException("own") {
          @Override
          public synchronized Throwable getCause() {
            return this;
          }
        };
    assertThat(Causes.root(own)).isSameAs(own);
  }

  @Test
  void endsWhereACauseCannotBeRead() {
    Throwable unreadable =
        new RuntimeException("unreadable") {
          @Override
          public synchronized Throwable getCause() {
            throw new UnsupportedOperationException();
          }
        };
    Throwable outer = new IllegalStateException("outer", unreadable);
    assertThat(Causes.of(outer)).containsExactly(outer, unreadable);
  }

  /** As of {@code catch (e) { r = new RuntimeException(e); e.initCause(r); throw r; }}. */
  private static RuntimeException circle() {
    Exception inner = new Exception("inner");
    RuntimeException outer = new RuntimeException("outer", inner);
    inner.initCause(outer);
    return outer;
  }
}
