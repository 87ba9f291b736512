package com.bamotf.webhooks.testing.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.event.PaymentIntentProcessing;
import com.bamotf.webhooks.testing.BamotfScenario;
import com.bamotf.webhooks.testing.BamotfTest;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.junit.jupiter.api.Test;

/** Enterprise beans keep their transaction attributes. */
@BamotfTest(
    value = {
      EnterpriseBeansTest.Handler.class,
      EnterpriseBeansTest.Audit.class,
      EnterpriseBeansTest.OwnTransactions.class
    },
    unit = "orders")
class EnterpriseBeansTest {

  @Stateless
  public static class Handler {
    @EJB Audit audit;

    public void observe(@Observes PaymentIntentProcessing event) {
      audit.keepInAnyCase("own");
      audit.keepWithTheEvent("with the event");
      throw new IllegalStateException("after the audit");
    }
  }

  @Stateless
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public static class Audit {
    @PersistenceContext EntityManager em;

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void keepInAnyCase(String id) {
      em.persist(new Order(id));
    }

    public void keepWithTheEvent(String id) {
      em.persist(new Order(id));
    }
  }

  @Stateless
  @TransactionManagement(TransactionManagementType.BEAN)
  public static class OwnTransactions {
    @Resource TransactionSynchronizationRegistry registry;

    public boolean hasTransaction() {
      return registry.getTransactionKey() != null;
    }
  }

  @Test
  void requiresNewIsKept(BamotfScenario bamotf, EntityManager em) {
    bamotf.deliver(bamotf.payment().processing()).assertFailed(1);
    assertThat(em.find(Order.class, "own")).isNotNull();
    assertThat(em.find(Order.class, "with the event")).isNull();
  }

  @Test
  void mandatoryNeedsATransaction(BamotfScenario bamotf, Audit audit, EntityManager em) {
    assertThatThrownBy(() -> audit.keepWithTheEvent("1")).hasMessageContaining("ARJUNA");
    bamotf.inTransaction(() -> audit.keepWithTheEvent("1"));
    assertThat(em.find(Order.class, "1")).isNotNull();
  }

  @Test
  void beanManagedTransactionsSuspendTheCallers(BamotfScenario bamotf, OwnTransactions own) {
    bamotf.inTransaction(() -> assertThat(own.hasTransaction()).isFalse());
  }
}
