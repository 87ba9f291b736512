package com.bamotf.webhooks.shop.odd;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** The same as an enterprise bean, after which every container resumes the caller's transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EnterpriseNeighbour {

  @Inject Rows rows;

  public void failAtCommit() throws SQLException {
    rows.writeOnce("taken");
    rows.writeOnce("taken");
  }
}
