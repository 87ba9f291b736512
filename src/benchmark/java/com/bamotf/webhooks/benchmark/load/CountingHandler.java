package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.event.AbandonEventException;
import com.bamotf.webhooks.event.PaymentIntentSucceeded;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A handler within the WAR that writes a row for each handling, and abandons every event while a
 * file exists.
 */
@ApplicationScoped
public class CountingHandler {

  /** The system property that names the file. */
  static final String BROKEN = "benchmark.broken";

  private final Path broken = Path.of(System.getProperty(BROKEN));

  @Resource(lookup = "java:comp/DefaultDataSource")
  DataSource dataSource;

  @Transactional(Transactional.TxType.MANDATORY)
  void paid(@Observes PaymentIntentSucceeded event) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(Handlings.INSERT)) {
      insert.setString(1, event.paymentIntent().id());
      insert.executeUpdate();
    }
    if (Files.exists(broken)) {
      throw new AbandonEventException("The handler is broken");
    }
  }
}
