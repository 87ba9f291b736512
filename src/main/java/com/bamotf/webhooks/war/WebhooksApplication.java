package com.bamotf.webhooks.war;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/**
 * Serves the resources of the WAR at its context root, such as {@code POST /bamotf/webhook}.
 *
 * <p>The library has none: there the host application's own {@link Application} decides the path.
 */
@ApplicationPath("/")
public class WebhooksApplication extends Application {

  /** Keeps Jersey (Payara, GlassFish) from publishing a description of every resource. */
  private static final String JERSEY_WADL = "jersey.config.server.wadl.disableWadl";

  @Override
  public Map<String, Object> getProperties() {
    return Map.of(JERSEY_WADL, true);
  }
}
