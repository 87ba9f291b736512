package com.bamotf.webhooks.console.api;

import com.bamotf.webhooks.config.LogCodes;
import com.bamotf.webhooks.dispatch.HandlingHealth;
import com.bamotf.webhooks.inbox.Inbox;
import com.bamotf.webhooks.receive.EndpointInitializer;
import com.bamotf.webhooks.server.MissingFeatures;
import com.bamotf.webhooks.server.ServerResources;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console shows of the server that answers. Thread-safe. */
@Singleton
public class ThisServer {

  private static final String LEDGER = "com.bamotf.webhooks.war.ledger.PaymentsResource";

  private final ServerResources server;
  private final Inbox inbox;
  private final HandlingHealth handling;
  private final boolean ledger = MissingFeatures.isVisible(LEDGER);
  private volatile @Nullable String name;
  private volatile @Nullable String database;

  @Inject
  ThisServer(ServerResources server, Inbox inbox, HandlingHealth handling) {
    this.server = server;
    this.inbox = inbox;
    this.handling = handling;
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
  public boolean hasLedger() {
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

  /**
   * The path below the context root where this application accepts webhooks, such as {@code
   * api/webhook}; null if it does not.
   */
  static @Nullable String endpoint(HttpServletRequest request) {
    Object paths = request.getServletContext().getAttribute(EndpointInitializer.PATHS);
    return paths instanceof List<?> found && !found.isEmpty()
        ? found.get(0).toString().substring(1)
        : null;
  }

  /** As the readiness check says: whether a webhook that comes now is stored or held. */
  boolean takesRequests() {
    return inbox.takesRequests();
  }

  /** As the readiness check says: whether webhooks are held. */
  boolean isDatabaseAway() {
    return inbox.isDatabaseAway();
  }

  /** What is wrong although webhooks are taken, as the readiness checks say. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (inbox.isDatabaseAway()) {
      problems.add(
          "The database is unavailable; new webhooks are held until it is back ("
              + LogCodes.DATABASE_UNAVAILABLE
              + ")");
    }
    handling.problem().ifPresent(problems::add);
    return problems;
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
