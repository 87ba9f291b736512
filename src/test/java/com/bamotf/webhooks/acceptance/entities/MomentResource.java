package com.bamotf.webhooks.acceptance.entities;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** Writes an entity and reads it back; answers what was read, or why it cannot be written. */
@Path("moments")
@Stateless
public class MomentResource {

  @PersistenceContext EntityManager entities;

  @POST
  @Path("instant")
  public String instant(String value) {
    Moment moment = new Moment(Instant.parse(value));
    return written(moment, () -> entities.find(Moment.class, moment.id()).at());
  }

  @POST
  @Path("offset-date-time")
  public String offsetDateTime(String value) {
    LocalMoment moment = new LocalMoment(Instant.parse(value).atOffset(ZoneOffset.ofHours(2)));
    return written(moment, () -> entities.find(LocalMoment.class, moment.id()).at().toInstant());
  }

  private String written(Object entity, Supplier<Instant> read) {
    try {
      entities.persist(entity);
      entities.flush();
    } catch (PersistenceException e) {
      return "cannot be written: " + e;
    }
    entities.clear();
    return read.get().toString();
  }
}
