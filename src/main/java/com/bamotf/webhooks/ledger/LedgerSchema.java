package com.bamotf.webhooks.ledger;

import com.bamotf.webhooks.config.SchemaMigrations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Names the migrations of the ledger's tables; they are applied together with those of the inbox.
 */
@ApplicationScoped
class LedgerSchema {

  @Produces
  @Singleton
  static SchemaMigrations migrations() {
    return new SchemaMigrations("bamotf_ledger_schema", "com/bamotf/webhooks/ledger/migration");
  }
}
