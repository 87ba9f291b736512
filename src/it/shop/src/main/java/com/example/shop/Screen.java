package com.example.shop;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** The open page of a customer who waits until this order is paid. */
public class Screen {

  private final String orderId;
  private final SseEventSink sink;
  private final Sse sse;

  Screen(String orderId, SseEventSink sink, Sse sse) {
    this.orderId = orderId;
    this.sink = sink;
    this.sse = sse;
  }

  String orderId() {
    return orderId;
  }

  /** The last that it is told. */
  void showPaid() {
    OutboundSseEvent event = sse.newEventBuilder().name("paid").data("paid").build();
    sink.send(event).whenComplete((sent, failure) -> sink.close());
  }

  /** A line that browsers ignore. Without it, nothing would notice that the page was closed. */
  void keepOpen() {
    if (!sink.isClosed()) {
      sink.send(sse.newEventBuilder().comment("waiting").build());
    }
  }

  boolean isClosed() {
    return sink.isClosed();
  }
}
