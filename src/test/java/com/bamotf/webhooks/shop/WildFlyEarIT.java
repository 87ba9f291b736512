package com.bamotf.webhooks.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.acceptance.Postgres;
import com.bamotf.webhooks.acceptance.ServerProcess;
import com.bamotf.webhooks.acceptance.WildFly;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In an enterprise archive the library belongs to the WAR in it, not to the archive's own lib. */
class WildFlyEarIT {

  @TempDir Path folder;

  @Test
  void takesWebhooksWithTheLibraryInTheWar() {
    try (Postgres postgres = new Postgres();
        ServerProcess server = server(postgres, shopWithItsLibraries(), shopWithLibrariesAbove())) {
      server.start();
      Host shop = new Host(server, "/inside/shop-api").awaitStarted();
      shop.payAndWait(shop.placeOrder());
      assertThat(server.log())
          .contains("BAMOTF104: webhooks are accepted at POST /inside/shop-api/webhook")
          .contains("the library must be in the WEB-INF/lib of the WAR");
    }
  }

  private ServerProcess server(Postgres postgres, Path... archives) {
    postgres.createDatabase("ear");
    return WildFly.onPostgres(folder, postgres, "ear")
        .deploying(archives)
        .with("bamotf.webhook.secret", Host.SECRET);
  }

  private Path shopWithItsLibraries() {
    EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, "good.ear");
    return written(ear.addAsModule(ShopWar.copy("inside")));
  }

  private Path shopWithLibrariesAbove() {
    EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, "bad.ear");
    WebArchive shop = ShopWar.named("above");
    shop.getContent(Filters.include("/WEB-INF/lib/.*\\.jar"))
        .forEach((path, node) -> ear.add(node.getAsset(), path.get().replace("/WEB-INF/", "/")));
    shop.delete("/WEB-INF/lib");
    return written(ear.addAsModule(shop));
  }

  private Path written(EnterpriseArchive ear) {
    Path file = folder.resolve(ear.getName());
    ear.as(ZipExporter.class).exportTo(file.toFile());
    return file;
  }
}
