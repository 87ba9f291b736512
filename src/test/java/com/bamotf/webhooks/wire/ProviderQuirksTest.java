package com.bamotf.webhooks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers bring JSON parsers of their own, whose exceptions and leniency differ. */
class ProviderQuirksTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @Test
  void aLimitOfTheProviderIsARefusal() {
    var limit = new RuntimeException("Input is too deeply nested 1,000");
    JsonBody body = new JsonBody(parsersWhose("next", limit));
    assertThatExceptionOfType(UnreadableEventException.class)
        .isThrownBy(() -> body.read(BODY))
        .withMessage("The body is not readable as JSON")
        .withCause(limit);
  }

  @Test
  void anErrorWithoutAPlaceIsARefusal() {
    var error = new JsonParsingException("Something is wrong somewhere", null);
    JsonBody body = new JsonBody(parsersWhose("next", error));
    assertThatExceptionOfType(UnreadableEventException.class)
        .isThrownBy(() -> body.read(BODY))
        .withMessage("The body is not valid JSON")
        .withCause(error);
  }

  @Test
  void moreTokensBehindTheObjectAreARefusal() {
    JsonBody body = new JsonBody(parsersWhose("hasNext", true));
    assertThatExceptionOfType(UnreadableEventException.class)
        .isThrownBy(() -> body.read(BODY))
        .withMessageStartingWith("Something stands behind the JSON object");
  }

  @Test
  void theProxyItselfChangesNothing() {
    assertThat(new JsonBody(parsersWhose("none", true)).read(BODY).members()).isEmpty();
  }

  /** Parsers that are real but for one method, which throws or returns the given thing. */
  private static JsonParserFactory parsersWhose(String method, Object outcome) {
    JsonParserFactory real = JsonProvider.provider().createParserFactory(Map.of());
    return proxy(
        JsonParserFactory.class,
        (factory, create, args) -> {
          JsonParser parser = real.createParser((Reader) args[0]);
          return proxy(
              JsonParser.class,
              (self, called, arguments) -> {
                if (!called.getName().equals(method)) {
                  return called.invoke(parser, arguments);
                }
                if (outcome instanceof RuntimeException failure) {
                  throw failure;
                }
                return outcome;
              });
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
