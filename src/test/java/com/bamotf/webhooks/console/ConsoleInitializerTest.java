package com.bamotf.webhooks.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleInitializerTest {

  private final List<Object> calls = new ArrayList<>();

  @Test
  void registersTheServlet() {
    start(null);
    assertThat(calls)
        .containsExactly(
            List.of("bamotf-scraper", "bamotf-viewer", "bamotf-operator"),
            "bamotf-console",
            1,
            "/bamotf-console/*");
  }

  @Test
  void leavesTheServletOfWebXmlAlone() {
    start(Stub.of(ServletRegistration.class, Map.of("getMappings", none -> List.of("/console/*"))));
    assertThat(calls)
        .containsExactly(List.of("bamotf-scraper", "bamotf-viewer", "bamotf-operator"));
  }

  @Test
  void isAServiceOfTheConsolesJarOnly() throws IOException {
    String service = "META-INF/services/jakarta.servlet.ServletContainerInitializer";
    assertThat(Files.readString(Path.of("src/main/console").resolve(service)).strip())
        .isEqualTo(ConsoleInitializer.class.getName());
    assertThat(Files.readString(Path.of("src/main/resources").resolve(service)))
        .doesNotContain("console");
  }

  private void start(ServletRegistration declared) {
    ServletRegistration.Dynamic added =
        Stub.of(
            ServletRegistration.Dynamic.class,
            Map.of(
                "setLoadOnStartup", order -> note(order),
                "addMapping", patterns -> note(((String[]) patterns)[0]),
                "getMappings", none -> List.of("/bamotf-console/*")));
    new ConsoleInitializer()
        .onStartup(
            null,
            Stub.of(
                ServletContext.class,
                Map.of(
                    "declareRoles", roles -> note(List.of((Object[]) roles)),
                    "getServletRegistration", name -> declared,
                    "getContextPath", none -> "/shop",
                    "addServlet",
                        name -> {
                          note(name);
                          return added;
                        })));
  }

  private Object note(Object call) {
    calls.add(call);
    return null;
  }
}
