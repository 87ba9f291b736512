package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.shop.established.Migrations;
import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The shop as an application that was there before the library: with a data source that is not the
 * server's default, with migrations of its own, and with its own way to write JSON.
 */
final class EstablishedWar {

  static final String NAME = "established";

  private EstablishedWar() {}

  static Path write(Path folder, Postgres postgres, String database) {
    WebArchive war = ShopWar.copy(NAME);
    war.addAsLibrary(new File(ServerProcess.required("postgresql.driver.jar")))
        .addPackage(Migrations.class.getPackage())
        .setWebXML(
            new StringAsset(
                WEB_XML.formatted(
                    "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database)));
    war.delete("/WEB-INF/classes/META-INF/persistence.xml");
    war.addAsResource(new StringAsset(PERSISTENCE_XML), "META-INF/persistence.xml")
        .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties");
    return ShopWar.write(war, folder);
  }

  private static final String SETTINGS =
      """
      bamotf.datasource=java:app/jdbc/established
      bamotf.inbox.schema=bamotf
      """;

  private static final String PERSISTENCE_XML =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="established" transaction-type="JTA">
          <jta-data-source>java:app/jdbc/established</jta-data-source>
        </persistence-unit>
      </persistence>
      """;

  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <data-source>
          <name>java:app/jdbc/established</name>
          <class-name>org.postgresql.ds.PGSimpleDataSource</class-name>
          <url>%s</url>
          <user>postgres</user>
          <password>postgres</password>
        </data-source>
      </web-app>
      """;
}
