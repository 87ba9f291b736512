package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonPathTest {

  @Test
  void readsLikeTheAccessInJavaScript() {
    String transactions = JsonPath.member(root("data"), "transactions");
    assertThat(transactions).isEqualTo("data.transactions");
    String item = JsonPath.item(JsonPath.item(transactions, 0), 12);
    assertThat(JsonPath.member(item, "id")).isEqualTo("data.transactions[0][12].id");
    assertThat(JsonPath.item(JsonPath.ROOT, 7)).isEqualTo("[7]");
  }

  @Test
  void quotesNamesThatCouldBeMistaken() {
    assertThat(root("")).isEqualTo("\"\"");
    assertThat(root("a.b")).isEqualTo("\"a.b\"");
    assertThat(root("é")).isEqualTo("\"é\"");
    assertThat(root("\0")).isEqualTo("\"\\u0000\"");
    assertThat(root("x".repeat(40))).isEqualTo("x".repeat(40));
    assertThat(root("x".repeat(41))).isEqualTo("\"" + "x".repeat(39) + "…\"");
  }

  private static String root(String name) {
    return JsonPath.member(JsonPath.ROOT, name);
  }
}
