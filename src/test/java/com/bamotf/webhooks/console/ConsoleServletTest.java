package com.bamotf.webhooks.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.api.Console;
import com.bamotf.webhooks.console.page.Page;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleServletTest {

  private final Console console = new Console(TestSettings.nobody());
  private final TestResponse response = new TestResponse();

  @Test
  void answersTheApiOfAHostBelowThePage() throws Exception {
    send(TestRequest.get("/session"), "/bamotf-console/*");
    assertThat(response.status).isEqualTo(200);
    assertThat(response.json().getString("login")).isEqualTo("none");
  }

  @Test
  void answersTheApiOfTheWarBesideThePage() throws Exception {
    send(TestRequest.of("GET").at("/api/admin", "/session"), "/console/*", "/api/admin/*");
    assertThat(response.status).isEqualTo(200);
    assertThat(response.json().getString("server")).isEqualTo("here");
  }

  @Test
  void noCacheKeepsData() throws Exception {
    send(TestRequest.get("/session"), "/bamotf-console/*");
    assertThat(response.headers).containsEntry("Cache-Control", "no-store");
  }

  @ParameterizedTest
  @CsvSource({
    "/bamotf-console, /api/admin/session",
    "/bamotf-console, /api/admin/none",
    "/bamotf-console, /api.json",
    "/bamotf-console, /none"
  })
  void everyAnswerTellsTheBrowserWhatItMust(String servlet, String path) throws Exception {
    send(TestRequest.of("GET").at(servlet, path), "/bamotf-console/*");
    assertThat(response.headers)
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cross-Origin-Resource-Policy", "same-origin");
    assertThat(response.headers.get("Content-Security-Policy"))
        .startsWith("default-src 'none';")
        .contains("frame-ancestors 'none'")
        .contains("base-uri 'none'")
        .contains("form-action 'none'")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @CsvSource({
    "/bamotf-console, /bamotf-console/*,         , api/admin/",
    "/console,        /console/*,    /api/admin/*, ../api/admin/",
    "/console,        /api/admin/*,  /console/*,   ../api/admin/",
    "/ops/console,    /ops/console/*,            , api/admin/",
    "/ops/console,    /ops/console/*, /ops/api/admin/*, ../../ops/api/admin/",
  })
  void thePageLearnsWhereTheApiIs(String servlet, String first, String second, String api)
      throws Exception {
    String[] mappings = second == null ? new String[] {first} : new String[] {first, second};
    send(TestRequest.of("GET").at(servlet, "/api.json"), mappings);
    assertThat(response.json().getString("api")).isEqualTo(api);
    assertThat(response.json()).doesNotContainKey("payments");
  }

  @Test
  void thePageOfTheWarLearnsWhereThePaymentsAre() throws Exception {
    console.ledger = true;
    send(TestRequest.of("GET").at("/console", "/api.json"), "/console/*", "/api/admin/*");
    assertThat(response.json().getString("payments")).isEqualTo("../api/payments");
  }

  @Test
  void leadsFromItsPathToItsFolder() throws Exception {
    send(TestRequest.of("GET").at("/bamotf-console", null), "/bamotf-console/*");
    assertThat(response.headers).containsEntry("Location", "bamotf-console/");
  }

  private void send(TestRequest request, String... mappings) throws ServletException, IOException {
    ConsoleServlet servlet = new ConsoleServlet();
    servlet.api = console.api;
    servlet.page = new Page();
    servlet.signIn = console.accesses.signIn;
    servlet.server = console.server;
    ServletRegistration registration =
        Stub.of(ServletRegistration.class, Map.of("getMappings", none -> List.of(mappings)));
    ServletContext context =
        Stub.of(
            ServletContext.class,
            Map.of(
                "getContextPath", none -> "/shop",
                "getServletRegistration", name -> registration,
                "log", none -> null));
    servlet.init(
        Stub.of(
            ServletConfig.class,
            Map.of(
                "getInitParameter", none -> null,
                "getServletContext", none -> context,
                "getServletName", none -> ConsoleServlet.NAME)));
    servlet.service(request.build(), response.build());
  }
}
