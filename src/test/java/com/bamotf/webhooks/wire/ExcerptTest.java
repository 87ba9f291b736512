package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void quotesWhatCouldNotBePrinted() {
    assertThat(Excerpt.quote("a\"b\\c\n\0\u0085"))
        .isEqualTo("\"a\\\"b\\\\c\\u000a\\u0000\\u0085\"");
    assertThat(Excerpt.quote("\ud800x\udc00😀")).isEqualTo("\"\\ud800x\\udc00😀\"");
  }

  @Test
  void shortensWithoutCuttingAPair() {
    assertThat(Excerpt.shorten("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Excerpt.shorten("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Excerpt.shorten("abcd😀g", 6)).isEqualTo("abcd…");
    assertThat(Excerpt.shorten("abc😀fg", 6)).isEqualTo("abc😀…");
  }

  @Test
  void aRefusalHasAtMost500Characters() {
    assertThat(new UnreadableEventException("x".repeat(501)).getMessage()).hasSize(500);
  }
}
