package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Proxy;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointInitializerTest {

  private static final Logger LOG = Logger.getLogger(EndpointInitializer.class.getName());

  private final List<String> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(
              line.getLevel()
                  + " "
                  + MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final Map<String, ServletRegistration> servlets = new LinkedHashMap<>();
  private final List<String> filtered = new ArrayList<>();
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(handler);
  }

  @ApplicationPath("/api/")
  public static class Scanning extends Application {}

  public abstract static class Abstract extends Application {}

  public static class WithoutPath extends Application {}

  @ApplicationPath("api")
  public static class Complete extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(String.class, WebhookResource.class, SignatureFilter.class);
    }
  }

  @ApplicationPath("api")
  public static class Forgetful extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(String.class);
    }
  }

  @ApplicationPath("api")
  public static class Unguarded extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(WebhookResource.class);
    }
  }

  @ApplicationPath("api")
  public static class OfSingletons extends Application {
    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
      return Set.of("one");
    }
  }

  @ApplicationPath("api")
  public static class Needy extends Application {
    private List<Class<?>> injected;

    @Override
    public Set<Class<?>> getClasses() {
      return Set.copyOf(injected);
    }
  }

  @ApplicationPath("api")
  public static class Counted extends Application {
    static int made;

    public Counted() {
      made++;
    }
  }

  @Test
  void tellsThePathOfAnApplicationThatScans() {
    start(Scanning.class, Abstract.class, WithoutPath.class);
    assertThat(lines)
        .containsExactly("INFO BAMOTF104: webhooks are accepted at POST /shop/api/webhook");
  }

  @Test
  void tellsThePathOfAnApplicationThatListsWhatIsNeeded() {
    start(Complete.class);
    assertThat(lines)
        .containsExactly("INFO BAMOTF104: webhooks are accepted at POST /shop/api/webhook");
  }

  @Test
  void namesWhatAnApplicationForgot() {
    start(Forgetful.class);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("WARNING BAMOTF105: no webhook can reach the web application \"/shop\"")
        .contains(Forgetful.class.getName(), "WebhookResource and ", "SignatureFilter");
  }

  @Test
  void namesTheFilterWithoutWhichNothingIsBelieved() {
    start(Unguarded.class);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("WARNING BAMOTF105")
        .contains("SignatureFilter")
        .doesNotContain("WebhookResource");
  }

  @Test
  void singletonsAreAListToo() {
    start(OfSingletons.class);
    assertThat(lines).singleElement().asString().startsWith("WARNING BAMOTF105");
  }

  @Test
  void oneCompleteApplicationIsEnough() {
    start(Forgetful.class, Complete.class);
    assertThat(lines)
        .containsExactly("INFO BAMOTF104: webhooks are accepted at POST /shop/api/webhook");
  }

  @Test
  void believesAnApplicationThatItCannotAsk() {
    start(Needy.class);
    assertThat(lines)
        .containsExactly("INFO BAMOTF104: webhooks are accepted at POST /shop/api/webhook");
  }

  @Test
  void makesNoApplicationThatListsNothing() {
    start(Counted.class);
    assertThat(lines).hasSize(1);
    assertThat(Counted.made).isZero();
  }

  @Test
  void saysWhatToDoWithoutAnApplication() {
    start();
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("WARNING BAMOTF105")
        .contains("@ApplicationPath(\"api\")")
        .contains("servlet named jakarta.ws.rs.core.Application in WEB-INF/web.xml");
  }

  @Test
  void saysWhatToDoWithAnApplicationThatIsNotMapped() {
    start(WithoutPath.class);
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("no Jakarta REST application with a path");
  }

  @Test
  void findsTheApplicationThatOnlyTheDescriptorMaps() {
    servlet("jakarta.ws.rs.core.Application", Map.of(), "/rest/*");
    start();
    assertThat(lines)
        .containsExactly("INFO BAMOTF104: webhooks are accepted at POST /shop/rest/webhook");
  }

  @Test
  void findsTheServletThatIsNamedAsTheApplication() {
    servlet(Scanning.class.getName(), Map.of(), "/mapped/*");
    start(Scanning.class);
    assertThat(lines)
        .containsExactly("INFO BAMOTF104: webhooks are accepted at POST /shop/mapped/webhook");
  }

  @Test
  void findsTheServletThatIsGivenTheApplication() {
    servlet(
        "rest", Map.of("jakarta.ws.rs.Application", WithoutPath.class.getName()), "/*", "/v2/*");
    servlet("other", Map.of(), "/other");
    start(WithoutPath.class);
    assertThat(lines)
        .containsExactly(
            "INFO BAMOTF104: webhooks are accepted at POST /shop/webhook",
            "INFO BAMOTF104: webhooks are accepted at POST /shop/v2/webhook");
  }

  @Test
  void putsTheFilterForBodiesInFrontOfEachEndpoint() {
    servlet(
        "rest", Map.of("jakarta.ws.rs.Application", WithoutPath.class.getName()), "/*", "/v2/*");
    start(WithoutPath.class, Scanning.class);
    assertThat(filtered)
        .containsExactly(
            "/webhook",
            "/webhook/",
            "/v2/webhook",
            "/v2/webhook/",
            "/api/webhook",
            "/api/webhook/");
  }

  @Test
  void letsOthersKnowThePaths() {
    start(Complete.class);
    assertThat(attributes).containsEntry(EndpointInitializer.PATHS, List.of("/api/webhook"));
    start(Forgetful.class);
    assertThat(attributes).containsEntry(EndpointInitializer.PATHS, List.of());
  }

  /** Must not collide with a path of the host. */
  @Test
  void putsTheFilterForBodiesNowhereElse() {
    start(Forgetful.class, Unguarded.class);
    start();
    assertThat(filtered).isEmpty();
  }

  private void start(Class<?>... applications) {
    ServletContext context =
        stub(
            ServletContext.class,
            Map.of(
                "getContextPath",
                "/shop",
                "getServletRegistrations",
                servlets,
                "addFilter",
                stub(FilterRegistration.Dynamic.class, Map.of())));
    new EndpointInitializer()
        .onStartup(
            applications.length == 0 ? null : new LinkedHashSet<>(Arrays.asList(applications)),
            context);
  }

  private void servlet(String name, Map<String, String> parameters, String... mappings) {
    servlets.put(
        name,
        stub(
            ServletRegistration.class,
            Map.of(
                "getName",
                name,
                "getInitParameters",
                parameters,
                "getMappings",
                List.of(mappings))));
  }

  private <T> T stub(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("setAsyncSupported")) {
                assertThat(arguments).containsExactly(true);
                return null;
              }
              if (method.getName().equals("addMappingForUrlPatterns")) {
                filtered.addAll(List.of((String[]) arguments[2]));
                return null;
              }
              if (method.getName().equals("setAttribute")) {
                attributes.put((String) arguments[0], arguments[1]);
                return null;
              }
              assertThat(answers).as("answers").containsKey(method.getName());
              return answers.get(method.getName());
            }));
  }
}
