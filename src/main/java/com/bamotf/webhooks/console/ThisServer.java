package com.bamotf.webhooks.console;

import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.server.MissingFeatures;
import com.bamotf.webhooks.server.ServerResources;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the console shows of the server that answers. Thread-safe. */
@Singleton
class ThisServer {

  private static final String LEDGER = "com.bamotf.webhooks.war.ledger.PaymentsResource";

  private final ServerResources server;
  private final Inbox inbox;
  private final boolean ledger = MissingFeatures.isVisible(LEDGER);
  private volatile @Nullable String name;
  private volatile @Nullable String database;

  @Inject
  ThisServer(ServerResources server, Inbox inbox) {
    this.server = server;
    this.inbox = inbox;
  }

  /** The machine's name. */
  String name() {
    String known = name;
    if (known == null) {
      known = hostName();
      name = known;
    }
    return known;
  }

  /** Of this module. */
  String version() {
    String version = ThisServer.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** Whether this deployment has the ledger of payments. */
  boolean hasLedger() {
    return ledger;
  }

  /** Product and version, as of the first call. */
  String database() throws SQLException {
    String known = database;
    if (known == null) {
      try (Connection connection = server.dataSource().getConnection()) {
        DatabaseMetaData data = connection.getMetaData();
        known = data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
      }
      database = known;
    }
    return known;
  }

  /** As the readiness check says: whether a webhook that comes now is stored or held. */
  boolean takesRequests() {
    return inbox.takesRequests();
  }

  private static String hostName() {
    String given = System.getenv("HOSTNAME");
    if (given != null && !given.isBlank()) {
      return given;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
