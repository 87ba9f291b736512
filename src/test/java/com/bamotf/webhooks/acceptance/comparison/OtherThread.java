package com.bamotf.webhooks.acceptance.comparison;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Has a setting; one thread uses the data source in one transaction, and ends. */
@ApplicationScoped
@SuppressWarnings("BanJNDI") // the names are constants
public class OtherThread {

  @Inject
  @ConfigProperty(name = "a.setting", defaultValue = "its default")
  String setting;

  private volatile boolean done;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) throws NamingException {
    ManagedThreadFactory threads = InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
    threads.newThread(this::use).start();
  }

  public boolean isDone() {
    return done;
  }

  private void use() {
    try {
      UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
      DataSource database = InitialContext.doLookup("java:comp/DefaultDataSource");
      transaction.begin();
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("select 1");
      }
      transaction.commit();
      done = true;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
