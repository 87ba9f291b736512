package com.bamotf.webhooks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bamotf.webhooks.config.Settings;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.reconcile.Reconciliation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On a server without MicroProfile's Rest Client and Fault Tolerance. */
class WithoutRestClientTest {

  private static final List<String> PACKAGES =
      List.of(ApiCalls.class.getPackageName(), Reconciliation.class.getPackageName());

  /** Knows our packages, and nothing of MicroProfile but Config. */
  private static final class PlainServer extends ClassLoader {
    PlainServer() {
      super(WithoutRestClientTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.eclipse.microprofile.") && !name.contains(".health.")) {
        throw new ClassNotFoundException(name);
      }
      if (PACKAGES.stream().noneMatch(each -> name.startsWith(each + "."))) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }

    private Class<?> define(String name) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void everyClassCanBeLookedAtByTheContainer() throws Exception {
    PlainServer server = new PlainServer();
    List<String> names = classNames();
    assertThat(names).contains(ApiCalls.class.getName(), Reconciliation.class.getName());
    for (String name : names) {
      Class<?> type = server.loadClass(name);
      assertThat(type.getDeclaredFields()).isNotNull();
      assertThat(type.getDeclaredMethods()).isNotNull();
      assertThat(type.getDeclaredConstructors()).isNotNull();
      assertThat(type.getAnnotations()).isNotNull();
    }
  }

  @Test
  void theStartSaysWhatIsMissing() throws Exception {
    PlainServer server = new PlainServer();
    Class<?> calls = server.loadClass(ApiCalls.class.getName());
    Class<?> limit = server.loadClass(CallLimit.class.getName());
    var constructor = calls.getDeclaredConstructor(Settings.class, limit);
    constructor.setAccessible(true);
    Object instance = constructor.newInstance(InboxFixture.SETTINGS, null);
    var client = calls.getDeclaredMethod("client");
    client.setAccessible(true);
    assertThatThrownBy(() -> client.invoke(instance))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bamotf.api.key")
        .hasMessageContaining("MicroProfile Rest Client");
  }

  private static List<String> classNames() throws IOException, URISyntaxException {
    List<String> names = new ArrayList<>();
    for (Class<?> one : List.of(ApiCalls.class, Reconciliation.class)) {
      Path folder = Path.of(one.getResource(one.getSimpleName() + ".class").toURI()).getParent();
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
            .map(name -> name.substring(0, name.length() - ".class".length()))
            .forEach(name -> names.add(one.getPackageName() + "." + name));
      }
    }
    return names;
  }
}
