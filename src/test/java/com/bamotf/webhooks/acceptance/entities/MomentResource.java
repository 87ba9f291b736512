package com.bamotf.webhooks.acceptance.entities;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.ZoneOffset;

/** Writes an entity and reads it back; answers what was read, or why it cannot be written. */
@Path("moments")
@Stateless
public class MomentResource {

  @PersistenceContext EntityManager entities;

  @POST
  @Path("instant")
  public String instant(String value) {
    return written(new Moment(Instant.parse(value), null));
  }

  @POST
  @Path("time")
  public String time(String value) {
    return written(new Moment(null, Instant.parse(value).atOffset(ZoneOffset.UTC)));
  }

  private String written(Moment moment) {
    try {
      entities.persist(moment);
      entities.flush();
    } catch (PersistenceException | EJBException e) {
      return "cannot be written: " + e;
    }
    entities.clear();
    return entities.find(Moment.class, moment.id()).values();
  }
}
