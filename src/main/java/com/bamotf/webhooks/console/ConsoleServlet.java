package com.bamotf.webhooks.console;

import com.bamotf.webhooks.console.access.SignIn;
import com.bamotf.webhooks.console.api.Api;
import com.bamotf.webhooks.console.api.ThisServer;
import com.bamotf.webhooks.console.page.Page;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The console: its page, and below {@code api/admin} the API. {@link ConsoleInitializer} maps it to
 * {@code /bamotf-console/*}; to change that, declare a servlet of the name {@value #NAME} in {@code
 * web.xml} and map it. It does not depend on the host's Jakarta REST application.
 */
public class ConsoleServlet extends HttpServlet {

  /** The name for {@code web.xml}. */
  public static final String NAME = "bamotf-console";

  private static final long serialVersionUID = 1L;

  /** Set by Payara itself. Other servers do not tell their port before the first request. */
  private static final String HTTP_PORT = "payara.instance.http.port";

  @Inject transient Api api;
  @Inject transient Page page;
  @Inject transient SignIn signIn;
  @Inject transient ThisServer server;

  @Override
  public void init() {
    String path = getServletContext().getContextPath() + ConsolePaths.page(mappings()) + "/";
    signIn.announce(path, ConfigProvider.getConfig().getOptionalValue(HTTP_PORT, String.class));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SecurityHeaders.set(response);
    String rest = request.getPathInfo() == null ? "" : request.getPathInfo();
    if (request.getServletPath().endsWith(Api.PATH)) {
      api.answer(request, response, rest);
    } else if (rest.startsWith(Api.PATH + "/")) {
      api.answer(request, response, rest.substring(Api.PATH.length()));
    } else {
      String places = ConsolePaths.json(request.getServletPath(), mappings(), server.hasLedger());
      page.send(request, response, rest, places);
    }
  }

  private Collection<String> mappings() {
    return getServletContext().getServletRegistration(getServletName()).getMappings();
  }
}
