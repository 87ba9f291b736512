package com.example.shop;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A customer's page that keeps the names of the events, and the comments, that it is told. */
final class Page implements SseEventSink {

  private final List<String> told = new ArrayList<>();
  private String next;
  private boolean isClosed;

  /** The page of this order; its events are built without a server. */
  Screen of(String orderId) {
    Sse sse =
        fake(
            Sse.class,
            (proxy, method, arguments) -> fake(OutboundSseEvent.Builder.class, this::build));
    return new Screen(orderId, this, sse);
  }

  private Object build(Object builder, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "name", "comment" -> next = (String) arguments[0];
      case "build" -> {
        return fake(OutboundSseEvent.class, (proxy, getter, none) -> null);
      }
      default -> {}
    }
    return builder;
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  List<String> told() {
    return told;
  }

  @Override
  public CompletionStage<?> send(OutboundSseEvent event) {
    told.add(next);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
