package com.bamotf.webhooks.shop.odd;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;

/** Another CDI bean of the host, whose transactions are its own. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class Neighbour {

  @Inject Rows rows;

  /** The commit fails: the database looks for the duplicate only then. */
  public void failAtCommit() throws SQLException {
    rows.writeOnce("taken");
    rows.writeOnce("taken");
  }

  public void write(String intent, String what) throws SQLException {
    rows.write(intent, what);
  }
}
