package com.bamotf.webhooks;

import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Tells Arquillian where its own servlet is, if Payara Micro's connector has not found out.
 *
 * <p>The connector reads the server's output every 200 ms and takes the servlets from a JSON text
 * in it. If it reads when only the beginning of that text is there, it finds no servlet and does
 * not read again.
 */
public class ServletOfArquillian implements LoadableExtension {

  private static final String NAME = "ArquillianServletRunnerEE9";

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Completion.class);
  }

  /** Made by Arquillian, once per run. */
  public static class Completion {

    @Inject private Instance<Deployment> deployment;

    public void complete(@Observes ProtocolMetaData found) {
      String archive = deployment.get().getDescription().getTestableArchive().getName();
      String contextRoot = "/" + archive.replaceFirst("\\.war$", "");
      for (HTTPContext server : found.getContexts(HTTPContext.class)) {
        if (server.getServletByName(NAME) == null) {
          server.add(new Servlet(NAME, contextRoot));
        }
      }
    }
  }
}
