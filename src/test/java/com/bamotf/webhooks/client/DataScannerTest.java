package com.bamotf.webhooks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.client.IntentList.Listed;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataScannerTest {

  @Test
  void cutsTheElementsOutAsTheyAre() throws IOException {
    assertThat(
            elements(
                """
                { "total" : 3, "x":{"data":["no"]}, "data" : [ {"a":"]}\\"\\\\"} , {"b":[1,{"c":"ä"}]},
                {} ], "__meta__":{"""))
        .containsExactly("{\"a\":\"]}\\\"\\\\\"}", "{\"b\":[1,{\"c\":\"ä\"}]}", "{}");
  }

  @Test
  void takesAnEmptyList() throws IOException {
    assertThat(elements("{\"data\":[]}")).isEmpty();
  }

  @Test
  void cutsOutWhatIsNoObjectAsWell() throws IOException {
    assertThat(elements("{\"data\":[1 ,\"a,]\",null,[2,3]]"))
        .containsExactly("1 ", "\"a,]\"", "null", "[2,3]");
  }

  @Test
  void staysAtTheEnd() throws IOException {
    DataScanner scanner = scanner("{\"data\":[1]}", 100);
    assertThat(scanner.next()).isPresent();
    assertThat(scanner.next()).isEmpty();
    assertThat(scanner.next()).isEmpty();
  }

  @Test
  void keepsOnlyTheBeginningOfWhatIsTooLarge() throws IOException {
    DataScanner scanner = scanner("{\"data\":[{\"id\":\"x\",\"m\":\"0123456789\"},{}]}", 10);
    Listed large = scanner.next().orElseThrow();
    assertThat(large.tooLarge()).isTrue();
    assertThat(large.json()).hasSize(10);
    assertThat(large).hasToString("payment intent x");
    Listed next = scanner.next().orElseThrow();
    assertThat(next.tooLarge()).isFalse();
    assertThat(next).hasToString("element 1 of bamotf's list");
  }

  /** Numbers end at the byte behind them, which may be the first of the next read. */
  @Test
  void takesElementsOfAnySizeWhereverTheReadsEnd() throws IOException {
    String large = "\"" + "x".repeat(100_000) + "\"";
    InputStream slow =
        new FilterInputStream(bytes("{\"data\":[12,%s,345]}".formatted(large))) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return super.read(bytes, from, 1);
          }
        };
    for (InputStream in : List.of(bytes("{\"data\":[12,%s,345]}".formatted(large)), slow)) {
      DataScanner scanner = new DataScanner(in, 1 << 20);
      for (String expected : List.of("12", large, "345")) {
        assertThat(scanner.next().orElseThrow().json()).asString().isEqualTo(expected);
      }
      assertThat(scanner.next()).isEmpty();
    }
  }

  @Test
  void takesAnElementOfExactlyTheLimit() throws IOException {
    assertThat(scanner("{\"data\":[\"12\"]}", 4).next().orElseThrow().tooLarge()).isFalse();
    assertThat(scanner("{\"data\":[\"12\"]}", 3).next().orElseThrow().tooLarge()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"data\"", "{\"data\":[", "{\"data\":[{\"a\":1}", "{\"data\":[{\"a"})
  void anEarlyEndIsNotALastElement(String text) {
    assertThatThrownBy(() -> elements(text)).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "[]",
        "{}",
        "{\"total\":1}",
        "{\"data\":{}}",
        "{\"data\" []}",
        "[\"data\":[1]]",
        "{\"data\";[1]}",
        "{\"data\":(1]}",
        "{\"data\":[1}2]}",
        "{\"data\":[{}{}]}"
      })
  void refusesWhatIsNoSuchList(String text) {
    assertThatThrownBy(() -> elements(text))
        .isInstanceOf(BamotfException.Malformed.class)
        .hasMessageContaining("bamotf.api.url");
  }

  private static List<String> elements(String text) throws IOException {
    DataScanner scanner = scanner(text, 1000);
    List<String> elements = new ArrayList<>();
    for (Optional<Listed> next = scanner.next(); next.isPresent(); next = scanner.next()) {
      elements.add(new String(next.get().json(), StandardCharsets.UTF_8));
    }
    return elements;
  }

  private static DataScanner scanner(String text, int maxElement) {
    return new DataScanner(bytes(text), maxElement);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
