package com.bamotf.webhooks.testing;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.server.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The beans of the library, which a server would find through its {@code beans.xml}. */
final class LibraryBeans {

  private static final String ROOT = "com/bamotf/webhooks";

  /** What the library's JAR has; its classes folder has more while the library itself is built. */
  private static final List<String> PACKAGES =
      List.of(
          "config",
          "server",
          "telemetry",
          "signature",
          "receive",
          "inbox",
          "schema",
          "dispatch",
          "client",
          "reconcile");

  static final List<Class<?>> CLASSES = find();

  private LibraryBeans() {}

  private static List<Class<?>> find() {
    try {
      Path place =
          Path.of(Settings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return find(place);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return find(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> find(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes.resolve(ROOT))) {
      return files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class") && isOfLibrary(name))
          .<Optional<Class<?>>>map(LibraryBeans::bean)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private static boolean isOfLibrary(String name) {
    return PACKAGES.stream().anyMatch(each -> name.startsWith(ROOT + "/" + each + "/"));
  }

  /** A class that needs what is not on the class path, such as MicroProfile Health, is no bean. */
  private static Optional<Class<?>> bean(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      Class<?> type = Class.forName(name, false, LibraryBeans.class.getClassLoader());
      boolean scoped =
          type.isAnnotationPresent(Singleton.class)
              || type.isAnnotationPresent(ApplicationScoped.class);
      return scoped && type != ServerClock.class ? Optional.of(type) : Optional.empty();
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }
}
