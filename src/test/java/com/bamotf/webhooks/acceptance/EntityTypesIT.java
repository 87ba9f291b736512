package com.bamotf.webhooks.acceptance;

import static com.bamotf.webhooks.acceptance.Installation.GLASSFISH;
import static com.bamotf.webhooks.acceptance.Installation.GLASSFISH_8;
import static com.bamotf.webhooks.acceptance.Installation.OPEN_LIBERTY;
import static com.bamotf.webhooks.acceptance.Installation.OPEN_LIBERTY_26_EE_11;
import static com.bamotf.webhooks.acceptance.Installation.PAYARA_MICRO;
import static com.bamotf.webhooks.acceptance.Installation.PAYARA_MICRO_7;
import static com.bamotf.webhooks.acceptance.Installation.WILDFLY;
import static com.bamotf.webhooks.acceptance.Installation.WILDFLY_PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.bamotf.webhooks.acceptance.entities.Moment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which types of an entity a server's JPA writes to PostgreSQL, as docs/servers.md says. */
@Tag("servers")
class EntityTypesIT {

  private static final String DATABASE = "moments";
  private static final String VALUE = "2026-11-29T01:02:03.456789Z";

  private static final String TABLE =
      """
      create table %s (
        id bigint generated always as identity primary key, at timestamp with time zone)
      """;

  private static final String PERSISTENCE =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="moments" transaction-type="JTA"/>
      </persistence>
      """;

  @TempDir Path folder;

  static Stream<Arguments> servers() {
    return Stream.of(
        arguments(PAYARA_MICRO, PayaraMicro.of(PAYARA_MICRO), false),
        arguments(PAYARA_MICRO_7, PayaraMicro.of(PAYARA_MICRO_7), true),
        arguments(WILDFLY, WildFly.of(WILDFLY), true),
        arguments(WILDFLY_PREVIEW, WildFly.of(WILDFLY_PREVIEW), true),
        arguments(OPEN_LIBERTY, OpenLiberty.of(OPEN_LIBERTY), false),
        arguments(OPEN_LIBERTY_26_EE_11, OpenLiberty.of(OPEN_LIBERTY_26_EE_11), true),
        arguments(GLASSFISH, DomainServer.glassFish(GLASSFISH), false),
        arguments(GLASSFISH_8, DomainServer.glassFish(GLASSFISH_8), true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void offsetDateTimeWorksEverywhereAndInstantOnlyWithNewerJpa(
      Installation installation, ServerProcess.OnPostgres kind, boolean instants) {
    try (Postgres postgres = new Postgres()) {
      postgres.createDatabase(DATABASE);
      postgres.execute(DATABASE, TABLE.formatted("moment"));
      postgres.execute(DATABASE, TABLE.formatted("localmoment"));
      try (ServerProcess server =
          kind.server(folder, postgres, DATABASE).deploying(archive()).start()) {
        assertThat(written(server, "offset-date-time")).isEqualTo(VALUE);
        String instant = written(server, "instant");
        if (instants) {
          assertThat(instant).isEqualTo(VALUE);
        } else {
          assertThat(instant)
              .contains("is of type timestamp with time zone but expression is of type bytea");
        }
      }
    }
  }

  private static String written(ServerProcess server, String kind) {
    return Http.post(server.uri("/moments/" + kind), VALUE.getBytes(StandardCharsets.UTF_8)).body();
  }

  private Path archive() {
    Path file = folder.resolve("bamotf.war");
    ShrinkWrap.create(WebArchive.class)
        .addPackage(Moment.class.getPackage())
        .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
        .as(ZipExporter.class)
        .exportTo(file.toFile());
    return file;
  }
}
