package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.schema.Migrations;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;

/**
 * Names the migrations of the ledger's tables; they are applied together with those of the inbox.
 */
@ApplicationScoped
class LedgerSchema {

  private static final String DATA_SOURCE = Setting.DATASOURCE.defaultValue();

  /** On two data sources the ledger could not commit together with the inbox. */
  void requireOneDataSource(
      @Observes
          @Priority(Interceptor.Priority.PLATFORM_BEFORE)
          @Initialized(ApplicationScoped.class)
          Object event,
      Settings settings) {
    if (!settings.dataSource().equals(DATA_SOURCE)) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start: %s is %s, but the ledger of this WAR is bound to %s, and the two must be one. Remove the setting and make that data source the server's default, or use the library in an application of your own"
              .formatted(Setting.DATASOURCE.key(), settings.dataSource(), DATA_SOURCE));
    }
    if (settings.inbox().schema().isPresent()) {
      throw new IllegalStateException(
          "bamotf webhooks cannot start: %s is for applications that bring the library along, but the ledger of this WAR finds its tables in the data source's own schema. Remove the setting; set it in the other application instead, or give the data source another schema"
              .formatted(Setting.INBOX_SCHEMA.key()));
    }
  }

  @Produces
  @Singleton
  static Migrations migrations() {
    return new Migrations("ledger", LedgerSchema.class, List.of("V1__ledger.sql"));
  }
}
