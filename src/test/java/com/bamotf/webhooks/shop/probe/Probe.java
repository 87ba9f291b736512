package com.bamotf.webhooks.shop.probe;

import com.bamotf.webhooks.event.PaymentIntent;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Comes after the shop's own handler, writes a row by JDBC, and notes which connection and
 * transaction JPA and JDBC have. It throws as long as the metadata say so and nobody has healed it.
 */
@Stateless
public class Probe {

  private static final String HERE = "select pg_backend_pid() || ' ' || txid_current()";

  @PersistenceContext EntityManager em;

  @Resource(lookup = "java:comp/DefaultDataSource")
  DataSource dataSource;

  @Inject Notes notes;

  public void look(@Observes @Priority(3000) PaymentIntentSucceeded event) throws SQLException {
    String intent = event.paymentIntent().id();
    notes.add(intent, "jpa " + em.createNativeQuery(HERE).getSingleResult());
    notes.add(intent, "jdbc " + jdbc(HERE, null));
    jdbc("insert into probe_row (payment_intent_id) values (?) returning 'written'", intent);
    notes.add(intent, "paid by " + paidBy(intent));
    notes.add(intent, receipt(event.paymentIntent()));
    if (event.paymentIntent().metadata("breaks").isPresent() && !notes.healed()) {
      notes.add(intent, "broken");
      throw new IllegalStateException("broken until healed");
    }
  }

  /** As the database has it. */
  private String receipt(PaymentIntent intent) {
    Receipt receipt = new Receipt(intent.id(), intent.createdAt());
    em.persist(receipt);
    em.flush();
    em.refresh(receipt);
    return receipt.toString();
  }

  /** What the shop's handler did by JPA, seen by JDBC. */
  private String paidBy(String intent) throws SQLException {
    return jdbc("select paid_by from shop_order where paid_by = ?", intent);
  }

  private String jdbc(String sql, String parameter) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      if (parameter != null) {
        statement.setString(1, parameter);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
