package com.bamotf.webhooks.war;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/**
 * Serves the WAR's resources at its context root, such as {@code POST /bamotf/webhook}. The library
 * uses the host's own {@link Application} instead.
 */
@ApplicationPath("/")
public class WebhooksApplication extends Application {

  /** Stops Jersey (Payara, GlassFish) from publishing a description of every resource. */
  private static final String JERSEY_WADL = "jersey.config.server.wadl.disableWadl";

  /** Lets Jersey send a relative {@code Location} as it is. */
  private static final String JERSEY_RELATIVE =
      "jersey.config.server.headers.location.relative.resolution.disabled";

  @Override
  public Map<String, Object> getProperties() {
    return Map.of(JERSEY_WADL, true, JERSEY_RELATIVE, true);
  }
}
