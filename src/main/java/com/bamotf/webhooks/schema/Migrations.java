package com.bamotf.webhooks.schema;

import com.bamotf.webhooks.config.Settings.Database;
import java.util.List;
import java.util.stream.Stream;

/**
 * The migration scripts of one component. The library's own run first; each bean of this type adds
 * another component.
 *
 * <p>A released script must not change. To change tables, add a script to the end of the list, in
 * both folders. Its last statement must insert its row into {@code bamotf_schema_version}.
 *
 * @param component the name in {@code bamotf_schema_version}
 * @param home a class in the package that contains the folders {@code migration/postgresql} and
 *     {@code migration/h2}
 * @param names the file names, the same in both folders; the first is version 1
 */
public record Migrations(String component, Class<?> home, List<String> names) {

  static final Migrations LIBRARY =
      new Migrations("library", Migrations.class, List.of("V1__library.sql"));

  public Migrations {
    names = List.copyOf(names);
  }

  Stream<Script> scripts(Database database) {
    return names.stream().map(name -> Script.read(this, database, name));
  }

  /** For the log, such as {@code library 1}. */
  String latest() {
    return component + " " + names.size();
  }
}
