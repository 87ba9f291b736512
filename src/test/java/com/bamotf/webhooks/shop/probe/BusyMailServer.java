package com.bamotf.webhooks.shop.probe;

import com.example.shop.MailSender;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Refuses each mail twice before it takes it. */
@Alternative
@Priority(1)
@ApplicationScoped
public class BusyMailServer implements MailSender {

  public static final String REFUSAL = "the mail server is busy";

  private static final System.Logger LOG = System.getLogger(BusyMailServer.class.getName());

  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  @Override
  public void send(String recipient, String body) {
    if (attempts.merge(body, 1, Integer::sum) <= 2) {
      throw new IllegalStateException(REFUSAL);
    }
    LOG.log(System.Logger.Level.INFO, "Mail to {0}: {1}", recipient, body);
  }
}
