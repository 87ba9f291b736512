package com.bamotf.webhooks.browser;

import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.browser.login.Login;
import com.bamotf.webhooks.browser.mended.BrokenUntilMended;
import com.bamotf.webhooks.shop.ShopWar;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications with the console, each with another way to sign in. */
final class ConsoleArchives {

  private ConsoleArchives() {}

  /** The WAR with users of its own, who all have this password, and a handler that fails. */
  static Path war(Path folder, String passwordHash) {
    File built = new File(ServerProcess.required("bamotf.war"));
    WebArchive archive =
        ShrinkWrap.createFromZipFile(WebArchive.class, built)
            .addPackage(BrokenUntilMended.class.getPackage())
            .addAsResource(
                new StringAsset(users(passwordHash)), "META-INF/microprofile-config.properties");
    Path file = folder.resolve(built.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile());
    return file;
  }

  private static String users(String passwordHash) {
    Map<String, String> users =
        new TreeMap<>(Map.of("", "ada:operator:", ".2", "vic:viewer:", ".3", "lou:operator:"));
    StringBuilder settings = new StringBuilder();
    users.forEach(
        (number, user) ->
            settings.append("bamotf.console.user" + number + "=" + user + passwordHash + "\n"));
    return settings.toString();
  }

  /** The shop, where nobody is configured. */
  static Path shop(Path folder) {
    return ShopWar.write(withConsole("shop"), folder);
  }

  /** The shop with a login of its own. */
  static Path club(Path folder) {
    WebArchive archive =
        withConsole("club")
            .addPackage(Login.class.getPackage())
            .addAsWebResource(new StringAsset(LOGIN_PAGE), "login.html")
            .addAsWebInfResource(new StringAsset(ROLES_OF_GROUPS), "glassfish-web.xml")
            .setWebXML(new StringAsset(WEB_XML));
    return ShopWar.write(archive, folder);
  }

  private static WebArchive withConsole(String name) {
    return ShopWar.named(name).addAsLibrary(new File(ServerProcess.required("bamotf.console.jar")));
  }

  private static final String LOGIN_PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head><meta charset="utf-8"><title>Sign in</title><link rel="icon" href="data:,"></head>
        <body>
          <form method="post" action="/club/j_security_check">
            <input name="j_username"><input name="j_password" type="password"><button>Enter</button>
          </form>
        </body>
      </html>
      """;

  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>console</web-resource-name>
            <url-pattern>/bamotf-console/*</url-pattern>
          </web-resource-collection>
          <auth-constraint><role-name>**</role-name></auth-constraint>
        </security-constraint>
      </web-app>
      """;

  private static final String ROLES_OF_GROUPS =
      """
      <!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN" "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
      <glassfish-web-app>
        <security-role-mapping><role-name>bamotf-operator</role-name><group-name>bamotf-operator</group-name></security-role-mapping>
        <security-role-mapping><role-name>bamotf-viewer</role-name><group-name>bamotf-viewer</group-name></security-role-mapping>
      </glassfish-web-app>
      """;
}
