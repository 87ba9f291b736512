package com.bamotf.webhooks.shop;

import com.bamotf.webhooks.acceptance.ServerProcess;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The example shop as it was built, and others made from it. */
public final class ShopWar {

  private ShopWar() {}

  static Path asBuilt() {
    return Path.of(ServerProcess.required("shop.war"));
  }

  /**
   * A copy with an inbox of its own, and with more settings, each as {@code name=value}. Its
   * context root and its schema are called by this name.
   */
  public static WebArchive named(String name, String... more) {
    String settings =
        "bamotf.inbox.schema=%s\nbamotf.dispatch.concurrency=2\n%s\n"
            .formatted(name, String.join("\n", more));
    return copy(name)
        .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties");
  }

  /** A copy under another name. */
  static WebArchive copy(String name) {
    return ShrinkWrap.create(ZipImporter.class, name + ".war")
        .importFrom(asBuilt().toFile())
        .as(WebArchive.class);
  }

  public static Path write(WebArchive archive, Path folder) {
    Path file = folder.resolve(archive.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile());
    return file;
  }
}
