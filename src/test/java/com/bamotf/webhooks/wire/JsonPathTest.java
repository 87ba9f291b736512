package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonPathTest {

  @Test
  void readsLikeTheAccessInJavaScript() {
    JsonPath transactions = JsonPath.ROOT.member("data").member("transactions");
    assertThat(JsonPath.ROOT).hasToString("The body");
    assertThat(transactions).hasToString("data.transactions");
    assertThat(transactions.item(0).item(12).member("id"))
        .hasToString("data.transactions[0][12].id");
  }

  @Test
  void quotesNamesThatCouldBeMistaken() {
    assertThat(root("")).hasToString("\"\"");
    assertThat(root("a.b")).hasToString("\"a.b\"");
    assertThat(root("é")).hasToString("\"é\"");
    assertThat(root("\0")).hasToString("\"\\u0000\"");
    assertThat(root("x".repeat(40))).hasToString("x".repeat(40));
    assertThat(root("x".repeat(41))).hasToString("\"" + "x".repeat(39) + "…\"");
  }

  private static JsonPath root(String name) {
    return JsonPath.ROOT.member(name);
  }
}
