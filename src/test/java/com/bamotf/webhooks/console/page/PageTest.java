package com.bamotf.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.TestRequest;
import com.bamotf.webhooks.console.TestResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  private final Page page = new Page();
  private final TestResponse response = new TestResponse();

  @Test
  void sendsAFileWithItsTypeAndATag() throws IOException {
    send(TestRequest.of("GET"), "/vendor/preact.js");
    assertThat(response.status).isEqualTo(200);
    assertThat(response.headers)
        .containsEntry("Content-Type", "text/javascript;charset=UTF-8")
        .containsEntry("Cache-Control", "no-cache");
    assertThat(response.headers.get("ETag")).matches("\"[0-9a-f]{32}\"");
    assertThat(response.body()).contains("function");
  }

  @ParameterizedTest
  @CsvSource({
    "/,          text/html;charset=UTF-8",
    "/main.js,   text/javascript;charset=UTF-8",
    "/style.css, text/css;charset=UTF-8",
    "/icon.svg,  image/svg+xml",
  })
  void tellsTheTypeOfEachFile(String path, String type) throws IOException {
    send(TestRequest.of("GET"), path);
    assertThat(response.headers).containsEntry("Content-Type", type);
  }

  @Test
  void sendsNothingThatTheBrowserHas() throws IOException {
    send(TestRequest.of("GET"), "/vendor/preact.js");
    TestResponse second = new TestResponse();
    page.send(
        TestRequest.of("GET").with("If-None-Match", response.headers.get("ETag")).build(),
        second.build(),
        "/vendor/preact.js",
        "{}");
    assertThat(second.status).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void leadsToItsFolder() throws IOException {
    page.send(TestRequest.of("GET").at("/ops/console", null).build(), response.build(), "", "{}");
    assertThat(response.status).isEqualTo(302);
    assertThat(response.headers).containsEntry("Location", "console/");
  }

  @Test
  void saysWhereTheApiIs() throws IOException {
    send(TestRequest.of("GET"), "/api.json");
    assertThat(response.json().getString("api")).isEqualTo("../api/admin/");
    assertThat(response.headers).containsEntry("Content-Type", "application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Page.class",
        "/package-info.class",
        "/../page/vendor/preact.js",
        "/vendor/../vendor/preact.js",
        "/vendor/./preact.js",
        "//vendor/preact.js",
        "/vendor//preact.js",
        "/vendor",
        "/vendor/",
        "/vendor/.js",
        "/.hidden.js",
        "/vendor/LICENSE-preact",
        "/no-such-file.js",
        "/../../../../../META-INF/beans.xml",
        "/vendor\\preact.js",
      })
  void sendsNoOtherFile(String path) throws IOException {
    send(TestRequest.of("GET"), path);
    assertThat(response.status).isEqualTo(404);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void isOnlyRead(String method) throws IOException {
    send(TestRequest.of(method), "/vendor/preact.js");
    assertThat(response.status).isEqualTo(405);
    assertThat(response.headers).containsEntry("Allow", "GET, HEAD");
  }

  /** The server would log a stack trace for an exception. */
  @Test
  void aBrowserThatIsGoneCausesNoException() throws IOException {
    response.gone();
    send(TestRequest.of("GET"), "/vendor/preact.js");
    assertThat(response.body()).isEmpty();
  }

  private void send(TestRequest request, String path) throws IOException {
    page.send(request.build(), response.build(), path, "{\"api\":\"../api/admin/\"}");
  }
}
