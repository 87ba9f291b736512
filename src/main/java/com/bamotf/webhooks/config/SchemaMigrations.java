package com.bamotf.webhooks.config;

/**
 * A set of versioned SQL migrations that some package brings along. Each bean of this type is
 * applied before anything is stored or handled; the package that owns the tables makes the bean,
 * the inbox applies it.
 *
 * @param historyTable the table in which the applied versions are kept, one for each set
 * @param folder a folder of the class path with the sub-folders {@code postgresql} and {@code h2},
 *     for example {@code com/bamotf/webhooks/inbox/migration}
 */
public record SchemaMigrations(String historyTable, String folder) {}
