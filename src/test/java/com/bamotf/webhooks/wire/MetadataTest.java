package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.event.PaymentIntent;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "12",
        "-0.5",
        "\"text\"",
        "[]",
        "{}",
        "[1,[null,{\"a\":[]}]]",
        "{\"b\":1,\"a\":{\"c\":\"ü😀\"},\"\":true}",
        "12345678901234567890123",
        "1E+308",
        "1E+1000",
        "1E-1000",
        "5E-324"
      })
  void anyJsonIsHandedOnAsItIs(String json) {
    assertThat(withMetadata(json).intent().metadata().toString()).isEqualTo(json);
  }

  @Test
  void absentMetadataIsNull() {
    assertThat(Message.bitcoin().with("\"metadata\"", "\"other\"").intent().metadata())
        .isSameAs(JsonValue.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1001", "1e-1001", "1e999999999", "1e-999999999", "1e99999999999"})
  void anExponentThatWouldHurtLaterIsRefused(String number) {
    assertThat(withMetadata("{\"a\":[0," + number + "]}").refusal())
        .isEqualTo(
            "data.paymentIntent.metadata.a[1] is the number "
                + number
                + "; its exponent must be from -1000 to 1000");
  }

  @ParameterizedTest
  @CsvSource({"text, 1234", "empty, ''", "number, 7", "fraction, 0.50", "yes, true", "no, false"})
  void aSingleValueIsToldAsText(String key, String value) {
    assertThat(members().metadata(key)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "list", "object", "absent"})
  void anythingElseIsEmpty(String key) {
    assertThat(members().metadata(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"text\"", "[\"text\"]", "7"})
  void metadataThatIsNoObjectHasNoKeys(String json) {
    assertThat(withMetadata(json).intent().metadata("text")).isEmpty();
  }

  private static PaymentIntent members() {
    return withMetadata(
            """
            {"text":"1234","empty":"","number":7,"fraction":0.50,"yes":true,"no":false,\
            "nothing":null,"list":["a"],"object":{"a":"b"}}\
            """)
        .intent();
  }

  private static Message withMetadata(String json) {
    return Message.bitcoin().with("{\"orderId\":\"1234\"}", json);
  }
}
