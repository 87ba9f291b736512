package com.bamotf.webhooks.console.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** All routes of the API; docs/admin-api.yaml describes them. */
@Singleton
class Routes {

  private final List<Route> all;

  @Inject
  Routes(
      SessionHandler session,
      EntriesHandler entries,
      RequeueHandler requeue,
      SummaryHandler summary,
      RejectionsHandler rejections,
      TestEventsHandler testEvents,
      ReconcileHandler reconcile,
      IntentHandler intents,
      SettingsHandler settings,
      MetricsHandler metrics) {
    this.all =
        Stream.of(
                session.routes(),
                entries.routes(),
                requeue.routes(),
                summary.routes(),
                rejections.routes(),
                testEvents.routes(),
                reconcile.routes(),
                intents.routes(),
                settings.routes(),
                metrics.routes())
            .flatMap(List::stream)
            .toList();
  }

  List<Route> all() {
    return all;
  }
}
