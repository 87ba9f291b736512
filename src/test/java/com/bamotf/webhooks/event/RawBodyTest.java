package com.bamotf.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawBodyTest {

  private final byte[] given = "café".getBytes(StandardCharsets.UTF_8);
  private final RawBody body = new RawBody(given);

  @Test
  void holdsACopyAndGivesCopies() {
    given[0] = 'X';
    body.bytes()[0] = 'Y';
    assertThat(body.text()).isEqualTo("café");
    assertThat(body.bytes()).hasSize(5).startsWith('c');
  }

  @Test
  void isEqualByContent() {
    assertThat(body).isEqualTo(new RawBody(given)).hasSameHashCodeAs(new RawBody(given));
    assertThat(body).isNotEqualTo(new RawBody(new byte[5])).isNotEqualTo("café");
  }

  @Test
  void doesNotShowItsContent() {
    assertThat(body).hasToString("RawBody[5 bytes]");
  }
}
