package com.bamotf.webhooks.host;

import com.bamotf.webhooks.receive.AcceptResult;
import com.bamotf.webhooks.receive.WebhookInbox;
import com.bamotf.webhooks.signature.WebhookSigner;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A host's enterprise bean that gets webhooks from somewhere else. */
@Stateless
public class HostQueue {

  @Inject WebhookInbox inbox;
  @PersistenceContext EntityManager em;
  @Resource SessionContext context;

  /** Its own transaction has used the data source before, and is rolled back afterwards. */
  public AcceptResult acceptAndRollBack(String body, Purchase own) {
    em.persist(own);
    em.flush();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    AcceptResult result =
        inbox.accept(bytes, new WebhookSigner("my-secret").sign(bytes, Instant.now()));
    context.setRollbackOnly();
    return result;
  }
}
