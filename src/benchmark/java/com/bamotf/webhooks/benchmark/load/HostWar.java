package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.benchmark.host.HostApplication;
import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An application that has the library in its archive, and one handler that inserts a row. */
final class HostWar {

  static final String TABLE = "paid_order";

  /** The application makes it at its start, unless it is there. */
  private static final String PERSISTENCE_XML =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="orders" transaction-type="JTA">
          <properties>
            <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
            <property name="eclipselink.jdbc.batch-writing" value="JDBC"/>
            <property name="eclipselink.transaction.join-existing-transaction" value="true"/>
          </properties>
        </persistence-unit>
      </persistence>
      """;

  private HostWar() {}

  /** Its context root is the WAR's, so that the same requests serve for both. */
  static Path write(Path folder) {
    Path file = folder.resolve("bamotf.war");
    WebArchive shipped =
        ShrinkWrap.createFromZipFile(
            WebArchive.class, new File(ServerProcess.required("bamotf.war")));
    WebArchive host = ShrinkWrap.create(WebArchive.class);
    shipped
        .getContent(Filters.include("/WEB-INF/lib/.*\\.jar"))
        .forEach((path, node) -> host.add(node.getAsset(), path));
    host.addPackage(HostApplication.class.getPackage())
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .addAsResource(new StringAsset(PERSISTENCE_XML), "META-INF/persistence.xml")
        .as(ZipExporter.class)
        .exportTo(file.toFile(), true);
    return file;
  }
}
