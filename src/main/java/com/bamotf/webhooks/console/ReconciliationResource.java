package com.bamotf.webhooks.console;

import com.bamotf.webhooks.config.Setting;
import com.bamotf.webhooks.reconcile.AccountStatus;
import com.bamotf.webhooks.reconcile.Reconciliation;
import com.bamotf.webhooks.reconcile.RunCounts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/admin/reconcile}: the state of each account's reconciliation. {@code POST}:
 * requests a run now; 202 with the database's time. The requested run is the first that starts at
 * or after it.
 */
@Path("api/admin/reconcile")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
@RequestScoped
public class ReconciliationResource {

  @Inject Reconciliation reconciliation;

  @GET
  public Response status() {
    try {
      JsonArrayBuilder accounts = Json.createArrayBuilder();
      reconciliation.status().forEach(status -> accounts.add(account(status)));
      return JsonResponse.of(
          Status.OK,
          Json.createObjectBuilder()
              .add("active", reconciliation.isActive())
              .add("accounts", accounts)
              .build());
    } catch (SQLException e) {
      return databaseUnavailable();
    }
  }

  @POST
  public Response runNow() {
    if (!reconciliation.isActive()) {
      return JsonResponse.error(
          Status.CONFLICT,
          "Reconciliation is off; to turn it on, set "
              + Setting.API_KEY.key()
              + " to a bamotf API key");
    }
    try {
      Instant requestedAt = reconciliation.runNow();
      return JsonResponse.of(
          Status.ACCEPTED,
          Json.createObjectBuilder().add("requestedAt", requestedAt.toString()).build());
    } catch (SQLException e) {
      return databaseUnavailable();
    }
  }

  private static JsonObject account(AccountStatus status) {
    return Json.createObjectBuilder()
        .add("account", status.account())
        .add("running", status.running())
        .add("degraded", status.isDegraded())
        .add("problem", text(status.problem()))
        .add("failures", status.failures())
        .add("startedAt", text(status.startedAt()))
        .add("duration", text(status.duration()))
        .add("succeededAt", text(status.succeededAt()))
        .addAll(counts(status.counts()))
        .build();
  }

  private static JsonObjectBuilder counts(RunCounts counts) {
    return Json.createObjectBuilder()
        .add("seen", counts.seen())
        .add("gaps", counts.gaps())
        .add("filled", counts.filled())
        .add("skipped", counts.skipped())
        .add("deferred", counts.deferred())
        .add("unreadable", counts.unreadable());
  }

  private static JsonValue text(@Nullable Object value) {
    return value == null ? JsonValue.NULL : Json.createValue(value.toString());
  }

  private static Response databaseUnavailable() {
    return JsonResponse.error(
        Status.SERVICE_UNAVAILABLE, "The database is unavailable; try again later");
  }
}
