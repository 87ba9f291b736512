package com.bamotf.webhooks.testing;

import jakarta.transaction.TransactionManager;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.JTATransactionController;

/** Lets EclipseLink find the transactions. Loaded only by EclipseLink. */
public final class EclipseLinkServer extends ServerPlatformBase {

  /** Not its class, which an application without EclipseLink cannot load. */
  static final String NAME = "com.bamotf.webhooks.testing.EclipseLinkServer";

  /** Called by EclipseLink. */
  public EclipseLinkServer(DatabaseSession session) {
    super(session);
  }

  @Override
  public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
    return Transactions.class;
  }

  /** Public for EclipseLink, which creates it. */
  public static final class Transactions extends JTATransactionController {
    @Override
    protected TransactionManager acquireTransactionManager() {
      return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }
  }
}
