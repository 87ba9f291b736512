package com.bamotf.webhooks.shop.probe;

import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Notes what another connection sees when the observers after success are told. */
@ApplicationScoped
public class AfterCommit {

  @Resource(lookup = "java:comp/DefaultDataSource")
  DataSource dataSource;

  @Resource ManagedExecutorService executor;
  @Inject Notes notes;

  void look(@Observes(during = TransactionPhase.AFTER_SUCCESS) PaymentIntentSucceeded event)
      throws Exception {
    String intent = event.paymentIntent().id();
    int rows = executor.submit(() -> committedRows(intent)).get(20, TimeUnit.SECONDS);
    notes.add(intent, "after success " + rows);
  }

  /** On a thread of its own, hence on a connection of its own. */
  private int committedRows(String intent) throws SQLException {
    String sql = "select count(*) from probe_row where payment_intent_id = ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, intent);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
