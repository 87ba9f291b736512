package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body must be before its fields matter. */
class EventReaderBodyTest {

  @Test
  void anEmptyBodyIsRefused() {
    assertThat(Message.refusal(new byte[0])).startsWith("The body is empty;");
  }

  @Test
  void invalidUtf8IsRefusedWithItsPlace() {
    byte[] body = Message.bitcoin().bytes();
    body[17] = (byte) 0xff;
    assertThat(Message.refusal(body)).startsWith("The body is not UTF-8: the byte at offset 17 ");
  }

  @Test
  void aBodyCutWithinACharacterIsRefused() {
    byte[] body = Message.bitcoin().bytes();
    int cut = Message.bitcoin().text().indexOf('—') + 1;
    assertThat(Message.refusal(Arrays.copyOf(body, cut))).startsWith("The body is not UTF-8");
  }

  @Test
  void surrogatesEncodedAsUtf8AreRefused() {
    byte[] body = "{\"a\":\"???\"}".getBytes(StandardCharsets.UTF_8);
    body[6] = (byte) 0xed;
    body[7] = (byte) 0xa0;
    body[8] = (byte) 0x80;
    assertThat(Message.refusal(body)).startsWith("The body is not UTF-8: the byte at offset 6 ");
  }

  @Test
  void otherEncodingsAreRefused() {
    String text = Message.bitcoin().text();
    assertThat(Message.refusal(text.getBytes(StandardCharsets.ISO_8859_1))).contains("not UTF-8");
    assertThat(Message.refusal(text.getBytes(StandardCharsets.UTF_16BE))).contains("not UTF-8");
    assertThat(Message.refusal("{}".getBytes(StandardCharsets.UTF_16BE)))
        .contains("not valid JSON");
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(new Message('\ufeff' + Message.bitcoin().text()).refusal())
        .startsWith("The body starts with a byte order mark");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "12", "\"text\"", "null", "true"})
  void anotherShapeIsRefused(String body) {
    assertThat(new Message(body).refusal())
        .startsWith("The body is ")
        .endsWith("; it must be one JSON object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{\"a\":1,}", "{'a':1}", "{\"a\":01}", "{\"a\":NaN}", "{]"})
  void whatIsNotJsonIsRefusedWithItsPlace(String body) {
    assertThat(new Message(body).refusal())
        .matches("The body is not valid JSON: line 1, column .+");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "{", "{\"a\":1", "{\"a\":1\n", "{\"a\":\"x"})
  void whatEndsTooEarlyIsSaidToDoSo(String body) {
    assertThat(new Message(body).refusal())
        .isEqualTo("The body is not valid JSON: it ends too early");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{}", "}", ",", "1", "\0", "\ufeff", "\u00a0", " \n x"})
  void whateverStandsBehindTheObjectIsRefused(String garbage) {
    assertThat(new Message(Message.bitcoin().text() + garbage).refusal())
        .startsWith("Something stands behind the JSON object;");
  }

  @Test
  void whiteSpaceAroundTheObjectIsJson() {
    Message padded = new Message(" \r\n" + Message.bitcoin().text() + "\t\n");
    assertThat(padded.intent()).isEqualTo(Message.bitcoin().intent());
  }

  @Test
  void duplicateKeysAreRefusedWhereverTheyAre() {
    Message body = Message.bitcoin();
    assertThat(body.with("{", "{\"event\":\"x\",").refusal())
        .isEqualTo("The body has the key \"event\" twice; each key may stand once");
    assertThat(body.withAmount("\"1\",\"amount\":\"2\"").refusal())
        .startsWith("data.paymentIntent has the key \"amount\" twice");
    assertThat(body.withTransactionAmount("\"1\",\"amount\":\"1\"").refusal())
        .startsWith("data.paymentIntent.transactions[0] has the key \"amount\" twice");
    assertThat(body.with("\"1234\"}", "\"1\",\"orderId\":\"2\"}").refusal())
        .startsWith("data.paymentIntent.metadata has the key \"orderId\" twice");
    assertThat(body.with("{", "{\"new one\":[0,{\"a\":1,\"\\u0061\":2}],").refusal())
        .startsWith("\"new one\"[1] has the key \"a\" twice");
  }

  @Test
  void nestingIsLimited() {
    // The metadata itself stands in three objects.
    assertThat(nested(61).intent().metadata().toString()).hasSize(122);
    assertThat(nested(62).refusal()).endsWith("more than 64 levels deep");
    assertThat(new Message("{\"a\":".repeat(65) + "1" + "}".repeat(65)).refusal())
        .endsWith("more than 64 levels deep");
    assertThat(new Message("[".repeat(1_000_000)).refusal()).endsWith("more than 64 levels deep");
  }

  @Test
  void numbersAreLimitedInLengthEverywhere() {
    assertThat(Message.bitcoin().with("{", "{\"new\":" + "1".repeat(128) + ",").intent().amount())
        .isEqualTo(10_002_001);
    assertThat(Message.bitcoin().with("{", "{\"new\":" + "1".repeat(129) + ",").refusal())
        .isEqualTo("new is a number of 129 characters; it may have at most 128");
    assertThat(Message.bitcoin().withAmount("9".repeat(1_000_000)).refusal())
        .startsWith("data.paymentIntent.amount is a number of 1000000 characters;");
  }

  @Test
  void valuesAreLimitedInNumber() {
    // Beside the metadata's own: the list, its zeros, and what else the message has.
    int others = 1 + values(Message.bitcoin().text());
    assertThat(listed("0", 50_000 - others).intent().metadata().asJsonArray())
        .hasSize(50_000 - others);
    for (String value : List.of("0", "{}", "[]", "\"\"", "null", "true")) {
      assertThat(listed(value, 50_001 - others).refusal())
          .isEqualTo("The body has more than 50000 values; so many are not read");
    }
    assertThat(listed("{\"a\":0}", 25_000).refusal()).contains("more than 50000 values");
  }

  /** So that what would be too much is not built first: what stands behind is not even JSON. */
  @Test
  void readsNoFurtherThanTheLimit() {
    Message endless = new Message("{\"a\":[" + "0,".repeat(200_000));
    assertThat(endless.refusal()).contains("more than 50000 values");
  }

  private static Message listed(String value, int number) {
    return Message.bitcoin()
        .with(
            "{\"orderId\":\"1234\"}",
            "[" + String.join(",", Collections.nCopies(number, value)) + "]");
  }

  /** Of a message whose metadata have one member. */
  private static int values(String json) {
    try (JsonParser parser = Json.createParser(new StringReader(json))) {
      int values = -2; // the metadata and its member, which are replaced
      while (parser.hasNext()) {
        switch (parser.next()) {
          case KEY_NAME, END_ARRAY, END_OBJECT -> {}
          default -> values++;
        }
      }
      return values;
    }
  }

  private static Message nested(int levels) {
    return Message.bitcoin()
        .with("{\"orderId\":\"1234\"}", "[".repeat(levels) + "]".repeat(levels));
  }
}
