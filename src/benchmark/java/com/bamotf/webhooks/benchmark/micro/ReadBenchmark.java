package com.bamotf.webhooks.benchmark.micro;

import com.bamotf.webhooks.event.PaymentIntentEvent;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.wire.EventReader;
import com.bamotf.webhooks.wire.Fixtures;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading a body of 1.1 KB. Ours gives a checked, typed event; the others an untyped tree. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadBenchmark {

  private final byte[] body = Fixtures.bytes("succeeded-fiat-two-transactions.json");
  private final EventReader reader = new EventReader();
  private final JsonReaderFactory jsonp = Json.createReaderFactory(Map.of());
  private final ObjectMapper jackson = new ObjectMapper();
  private final Jsonb jsonb = JsonbBuilder.create();

  @Benchmark
  public PaymentIntentEvent ours() {
    return reader.read(body, Source.WEBHOOK);
  }

  @Benchmark
  public JsonObject jsonpTree() {
    try (JsonReader json = jsonp.createReader(new ByteArrayInputStream(body))) {
      return json.readObject();
    }
  }

  @Benchmark
  public JsonNode jacksonTree() throws IOException {
    return jackson.readTree(body);
  }

  @Benchmark
  public Object yassonMap() {
    return jsonb.fromJson(new ByteArrayInputStream(body), Map.class);
  }
}
