package com.bamotf.webhooks.plain;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Loads our own classes anew, and finds nothing else but Java and Jakarta JSON Processing. */
final class OnlyJson extends ClassLoader {

  private static final String OURS = "com.bamotf.webhooks.";

  private static final List<String> FOUND =
      List.of("java.", "javax.crypto.", "jakarta.json.", "org.eclipse.parsson.");

  OnlyJson() {
    super(OnlyJson.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(OURS)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
    if (FOUND.stream().noneMatch(name::startsWith)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = file.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
