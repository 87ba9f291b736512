package com.bamotf.webhooks.config;

import java.util.List;

/**
 * A set of versioned SQL migrations that some package brings along. Each bean of this type is
 * applied before anything is stored or handled; the package that owns the tables makes the bean,
 * the inbox applies it.
 *
 * @param historyTable the table in which the applied versions are kept, one for each set
 * @param folder a folder of the class path with the sub-folders {@code postgresql} and {@code h2},
 *     for example {@code com/bamotf/webhooks/inbox/migration}
 * @param scripts the names of all files with migrations, which are the same in both sub-folders
 */
public record SchemaMigrations(String historyTable, String folder, List<String> scripts) {

  public SchemaMigrations {
    scripts = List.copyOf(scripts);
  }
}
