package com.bamotf.webhooks.shop.odd;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was seen of each payment intent, shown to the test; no rollback takes it away. */
@Path("notes")
@ApplicationScoped
public class OddNotes {

  private final Map<String, List<String>> notes = new ConcurrentHashMap<>();

  void add(String intent, String note) {
    notes.computeIfAbsent(intent, id -> new CopyOnWriteArrayList<>()).add(note);
  }

  @GET
  @Path("{intent}")
  @Produces(MediaType.TEXT_PLAIN)
  public String of(@PathParam("intent") String intent) {
    return String.join("\n", notes.getOrDefault(intent, List.of()));
  }
}
