package com.bamotf.webhooks.war.ledger;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.config.StartFailure;
import com.bamotf.webhooks.schema.Migrations;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;

/** The migrations of the ledger's tables, which are applied together with those of the inbox. */
@ApplicationScoped
class LedgerSchema {

  private static final String DATA_SOURCE = Setting.DATASOURCE.defaultValue();

  /** The ledger can commit together with the inbox on one data source only. */
  void requireOneDataSource(
      @Observes
          @Priority(Interceptor.Priority.PLATFORM_BEFORE)
          @Initialized(ApplicationScoped.class)
          Object event,
      Settings settings) {
    if (!settings.dataSource().equals(DATA_SOURCE)) {
      throw refusal(
          "bamotf webhooks cannot start: %s is %s, but the ledger of this WAR uses %s, and both must be the same. Remove the setting and make that data source the server's default, or use the library in your own application"
              .formatted(Setting.DATASOURCE.key(), settings.dataSource(), DATA_SOURCE));
    }
    if (settings.inbox().schema().isPresent()) {
      throw refusal(
          "bamotf webhooks cannot start: %s works only for applications that contain the library, but the ledger of this WAR uses the data source's own schema. Remove the setting; set it in the other application, or change the data source's schema"
              .formatted(Setting.INBOX_SCHEMA.key()));
    }
  }

  private static IllegalStateException refusal(String message) {
    return StartFailure.logged(new IllegalStateException(message));
  }

  @Produces
  @Singleton
  static Migrations migrations() {
    return new Migrations("ledger", LedgerSchema.class, List.of("V1__ledger.sql"));
  }
}
