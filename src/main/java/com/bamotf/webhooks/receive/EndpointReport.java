package com.bamotf.webhooks.receive;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import java.util.List;

/**
 * Tells at which paths webhooks are taken, or why none can arrive. Jakarta REST itself is silent
 * about a resource that no application serves.
 */
final class EndpointReport {

  private static final System.Logger LOG = System.getLogger(EndpointReport.class.getName());

  private EndpointReport() {}

  /**
   * @param paths the endpoints below the context root
   * @param served the Jakarta REST applications that have a path, whether they take webhooks or not
   */
  static void tell(String contextRoot, List<String> paths, List<RestApplication> served) {
    for (String path : paths) {
      LOG.log(INFO, "{0}: webhooks are taken at POST {1}{2}", LogCodes.ENDPOINT, contextRoot, path);
    }
    if (paths.isEmpty()) {
      LOG.log(
          WARNING,
          "{0}: no webhook can arrive at the web application \"{1}\": {2}",
          LogCodes.NO_ENDPOINT,
          contextRoot,
          served.isEmpty() ? nothingServed() : served.get(0).missing());
    }
  }

  private static String nothingServed() {
    return "it has no Jakarta REST application with a path. Add a class such as @ApplicationPath(\"api\") class Api extends"
        + " jakarta.ws.rs.core.Application, or declare and map a servlet named jakarta.ws.rs.core.Application in WEB-INF/web.xml";
  }
}
