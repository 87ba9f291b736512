package com.bamotf.webhooks.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptTest {

  @Test
  void theEndOfALineDoesNotChangeTheChecksum() {
    String checksum = script("create table a;\n-- b\n").checksum();
    assertThat(checksum).hasSize(8);
    assertThat(script("create table a;\r\n-- b\r\n").checksum()).isEqualTo(checksum);
    assertThat(script("create table a;\n-- c\n").checksum()).isNotEqualTo(checksum);
    assertThat(script("create table a;-- b\n").checksum()).isNotEqualTo(checksum);
  }

  private static Script script(String sql) {
    return new Script("x", 1, "V1__x.sql", "V1__x.sql", sql);
  }
}
