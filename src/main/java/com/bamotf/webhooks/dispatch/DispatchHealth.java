package com.bamotf.webhooks.dispatch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check {@code bamotf-dispatch}. Always up, since webhooks are stored whether or not
 * they are handled; its data say whether an operator should look. Unused without MicroProfile
 * Health.
 */
@Readiness
@Singleton
class DispatchHealth implements HealthCheck {

  private final Dispatcher dispatcher;

  @Inject
  DispatchHealth(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("bamotf-dispatch").up();
    dispatcher.state().forEach(response::withData);
    return response.build();
  }
}
