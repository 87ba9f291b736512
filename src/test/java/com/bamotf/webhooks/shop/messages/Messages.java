package com.bamotf.webhooks.shop.messages;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Another system, which takes what is in the queue. */
@Stateless
@Path("messages")
public class Messages {

  private static final long PATIENCE_MILLIS = 500;

  @Inject JMSContext jms;

  @POST
  @Path("{queue}")
  @Produces(MediaType.TEXT_PLAIN)
  @SuppressWarnings("BanJNDI") // the names of the test
  public String take(@PathParam("queue") String name) throws NamingException {
    List<String> messages = new ArrayList<>();
    Queue queue = InitialContext.doLookup("java:app/jms/" + name);
    try (JMSConsumer consumer = jms.createConsumer(queue)) {
      String next = consumer.receiveBody(String.class, PATIENCE_MILLIS);
      while (next != null) {
        messages.add(next);
        next = consumer.receiveBody(String.class, PATIENCE_MILLIS);
      }
    }
    return String.join("\n", messages);
  }
}
