package com.bamotf.webhooks.benchmark.load;

import java.net.URI;
import java.sql.SQLException;

/** Something that takes webhooks and stores each in a database of its own. */
interface Receiver extends AutoCloseable {

  String name();

  URI uri();

  Database database();

  /** Of the process that answers. */
  long pid();

  /** Removes all rows. */
  void empty() throws SQLException;

  /** How many events are stored. */
  long rows() throws SQLException;

  @Override
  void close();
}
