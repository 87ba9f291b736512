package com.bamotf.webhooks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;

/**
 * Starts PostgreSQL before Arquillian starts the server that uses it, and stops it afterwards.
 *
 * <p>Does nothing unless the build chose a container of {@code arquillian.xml} that ends in {@code
 * -postgresql}. The build also chooses the port ({@code PGPORT}), since the server reads the same
 * variable.
 */
public class PostgresForServer implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    if (System.getProperty("arquillian.launch", "").endsWith("-postgresql")) {
      builder.observer(Starter.class);
    }
  }

  /** Made by Arquillian, once per run. */
  public static class Starter {

    private EmbeddedPostgres postgres;

    /** The precedence puts it before Arquillian's own observer, which starts the server. */
    public void start(@Observes(precedence = 1) BeforeSuite event) throws IOException {
      int port = Integer.parseInt(System.getenv("PGPORT"));
      postgres = EmbeddedPostgres.builder().setPGStartupWait(Waiting.LIMIT).setPort(port).start();
    }

    public void stop(@Observes(precedence = -1) AfterSuite event) throws IOException {
      postgres.close();
    }
  }
}
