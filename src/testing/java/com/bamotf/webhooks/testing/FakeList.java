package com.bamotf.webhooks.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The list of bamotf's REST API, which is not paged. */
final class FakeList {

  private FakeList() {}

  static Iterator<String> elements(List<FakeIntent> intents) {
    return intents.stream().map(intent -> "{" + intent.json(true) + "}").iterator();
  }

  static Iterator<String> withMore(List<FakeIntent> intents, int number, int size) {
    String json = "{" + " ".repeat(size) + new FakeIntent("prod").json(true) + "}";
    return Stream.concat(
            intents.stream().map(intent -> "{" + intent.json(true) + "}"),
            Stream.generate(() -> json).limit(number))
        .iterator();
  }

  /** Breaks off after so many. */
  static void send(HttpExchange exchange, Iterator<String> elements, int most) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    write(out, "{\"data\":[");
    int count = 0;
    while (elements.hasNext()) {
      if (count == most) {
        out.flush();
        return; // the exchange is closed without the end of the body
      }
      write(out, (count++ == 0 ? "" : ",") + elements.next());
    }
    write(out, "],\"total\":" + count + ",\"__meta__\":{");
    for (int i = 0; i < count; i++) {
      write(out, "%s\"data.%s.amount\":\"bigint\"".formatted(i == 0 ? "" : ",", i));
    }
    write(out, "}}");
    out.close();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
