package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A primary PostgreSQL and a standby, on two ports that stay. The standby receives what the primary
 * writes through a link that can fail, and takes its place when it dies.
 */
final class PostgresPair implements AutoCloseable {

  private static final String STANDBY = "standby";

  private final Path folder;
  private final boolean synchronous;
  private final int otherPort = ServerProcess.freePort();
  private final int firstPort;
  private Postgres primary = Postgres.durable();
  private Postgres standby;
  private SilentProxy link;
  private int standbys;

  /**
   * A primary without a standby.
   *
   * @param synchronous whether a commit waits until the standby has it
   */
  PostgresPair(Path folder, boolean synchronous) {
    this.folder = folder;
    this.synchronous = synchronous;
    firstPort = primary.port();
  }

  Postgres primary() {
    return primary;
  }

  /** As a server is told of both; the standby is named first. */
  Postgres both() {
    return primary.orAt(otherPort);
  }

  /** Stops the primary while its files are copied, and returns when the copy follows it. */
  void addStandby() {
    PostgresOutage outage = new PostgresOutage(primary);
    link = new SilentProxy(primary.port());
    Path data = folder.resolve(STANDBY + ++standbys);
    outage.stop();
    copy(outage.data(), data);
    outage.start();
    standby = Postgres.on(data, primary.port() == firstPort ? otherPort : firstPort);
    if (synchronous) {
      primary.execute("postgres", "alter system set synchronous_standby_names = '" + STANDBY + "'");
      primary.execute("postgres", "select pg_reload_conf()");
    }
    awaitLink(synchronous ? "sync" : "async");
  }

  private void copy(Path from, Path to) {
    ServerProcess.copy(from, to);
    try {
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
      Files.createFile(to.resolve("standby.signal"));
      Files.writeString(
          to.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=%s user=postgres application_name=%s'\n"
              .formatted(link.port(), STANDBY));
      Files.delete(to.resolve("epg-lock")); // the embedded server's own, and the other's
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitLink(String state) {
    Waiting.await()
        .until(
            () ->
                state.equals(
                    primary.value(
                        "postgres",
                        "select sync_state from pg_stat_replication where state = 'streaming'")));
  }

  /** Waits until the standby has all that the primary has written by now. */
  void awaitCaughtUp() {
    String written = primary.value("postgres", "select pg_current_wal_lsn()");
    String received = "select pg_last_wal_receive_lsn() >= '" + written + "'";
    Waiting.await().until(() -> "t".equals(standby.value("postgres", received)));
  }

  /** From now on the standby gets nothing more, and neither of the two notices. */
  void cutLink() {
    link.silenceOpenConnections();
  }

  /** Waits until a commit waits for the standby. */
  void awaitWaitingCommit() {
    Waiting.await()
        .until(
            () ->
                !"0"
                    .equals(
                        primary.value(
                            "postgres",
                            "select count(*) from pg_stat_activity where wait_event = 'SyncRep'")));
  }

  /** Kills all processes of the primary. */
  void killPrimary() {
    new PostgresOutage(primary).kill();
    primary.close();
  }

  /** Makes a primary of the standby. */
  void promote() {
    primary = standby;
    primary.execute("postgres", "select pg_promote()");
    link.close();
  }

  @Override
  public void close() {
    if (standby != null && standby != primary) {
      standby.close();
    }
    primary.close();
    if (link != null) {
      link.close();
    }
  }
}
