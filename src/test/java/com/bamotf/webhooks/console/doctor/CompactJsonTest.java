package com.bamotf.webhooks.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ \"a\" : [ 1 , 2.50 ] } | {\"a\":[1,2.50]}",
        "[\"a  b\" , \"\\\"  \"] | [\"a  b\",\"\\\"  \"]",
        "\"a\\/b\" | \"a/b\"",
        "\"\\u0041\\u00e9\" | \"A\u00e9\"",
        "\"\\u0022\\u005c\\u000a\\u0001\\u001f\" | \"\\\"\\\\\\n\\u0001\\u001f\"",
        "\"\\n\\t\\b\\f\\r\\\\\" | \"\\n\\t\\b\\f\\r\\\\\"",
        "\"\\uD83D\\uDE00\" | \"\uD83D\uDE00\"",
      })
  void writesAsStringifyDoes(String json, String compact) {
    assertThat(CompactJson.of(json)).isEqualTo(compact);
    assertThat(CompactJson.of(compact)).isEqualTo(compact);
  }
}
