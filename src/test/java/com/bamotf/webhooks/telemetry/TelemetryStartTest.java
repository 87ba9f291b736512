package com.bamotf.webhooks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.dispatch.LogLines;
import com.bamotf.webhooks.telemetry.Telemetry.EventOutcome;
import com.bamotf.webhooks.telemetry.Telemetry.ReconcileOutcome;
import com.bamotf.webhooks.telemetry.Telemetry.RequestOutcome;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The MXBean from the deployment of an application to its end. */
class TelemetryStartTest {

  private static final Path SERVICES =
      Path.of("src/main/resources/META-INF/services/jakarta.servlet.ServletContainerInitializer");

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Telemetry telemetry = new Telemetry();

  @AfterEach
  void withdraw() {
    TelemetryStart.unregister("/shop");
    TelemetryStart.unregister("");
  }

  @Test
  void showsTheSameCounters() throws JMException {
    TelemetryStart.register("/shop", telemetry);
    TelemetryMXBean bean =
        JMX.newMXBeanProxy(
            server,
            new ObjectName("com.bamotf.webhooks:type=Telemetry,application=\"/shop\""),
            TelemetryMXBean.class);
    telemetry.request(RequestOutcome.STORED);
    telemetry.event("payment_intent.succeeded", EventOutcome.FAILED, Duration.ofSeconds(3));
    telemetry.held(() -> 4);
    assertThat(bean.getWebhookRequests()).isEqualTo(telemetry.getWebhookRequests());
    assertThat(bean.getWebhookRequests()).containsEntry("stored", 1L);
    assertThat(bean.getEventsHandled()).isEqualTo(telemetry.getEventsHandled());
    assertThat(bean.getEventsHandlingSeconds()).containsEntry("payment_intent.succeeded", 3.0);
    assertThat(bean.getWebhookHeld()).isEqualTo(4);
  }

  /** Knows our classes, and neither OpenTelemetry nor MicroProfile Metrics. */
  private static final class PlainServer extends ClassLoader {
    private final List<String> asked = new ArrayList<>();

    PlainServer() {
      super(TelemetryStartTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.opentelemetry.")
          || name.startsWith("org.eclipse.microprofile.metrics.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith(Telemetry.class.getPackageName() + ".")) {
        return super.loadClass(name, resolve);
      }
      asked.add(name);
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

  /** WildFly logs a warning with a stack trace for each class that it cannot define. */
  @Test
  void loadsNothingThatNeedsOpenTelemetryWhereThereIsNone() throws Exception {
    assertThat(loaded("observe", Instance.class))
        .isNotEmpty()
        .noneMatch(name -> name.contains(".OpenTelemetry"));
  }

  @Test
  void loadsNothingThatNeedsMicroProfileMetricsWhereThereAreNone() throws Exception {
    assertThat(loaded("measure", BeanManager.class))
        .isNotEmpty()
        .noneMatch(name -> name.contains("MicroProfileMetrics"));
  }

  /** Which of our classes a server without both loads for this step. */
  private static List<String> loaded(String step, Class<?> beans) throws Exception {
    PlainServer plain = new PlainServer();
    Class<?> type = plain.loadClass(Telemetry.class.getName());
    Method method =
        plain
            .loadClass(TelemetryStart.class.getName())
            .getDeclaredMethod(step, type, String.class, beans);
    method.setAccessible(true);
    Object end = method.invoke(null, type.getConstructor().newInstance(), "/shop", null);
    ((Runnable) end).run();
    return plain.asked;
  }

  @Test
  void hasOneForEachApplication() throws JMException {
    TelemetryStart.register("/shop", telemetry);
    TelemetryStart.register("", new Telemetry());
    telemetry.reconciliation(ReconcileOutcome.COMPLETE, 5);
    assertThat(server.getAttribute(TelemetryStart.name("/shop"), "ReconcileGaps")).isEqualTo(5L);
    assertThat(server.getAttribute(TelemetryStart.name(""), "ReconcileGaps")).isEqualTo(0L);
  }

  /** It would keep the class loader of the old deployment, and show its counters. */
  @Test
  void replacesWhatAFailedDeploymentLeft() throws JMException {
    TelemetryStart.register("/shop", telemetry);
    telemetry.reconciliation(ReconcileOutcome.COMPLETE, 5);
    TelemetryStart.register("/shop", new Telemetry());
    assertThat(server.getAttribute(TelemetryStart.name("/shop"), "ReconcileGaps")).isEqualTo(0L);
  }

  /** A deployment that failed before ends as well. */
  @Test
  void saysNothingIfItWasNeverRegistered() {
    try (LogLines log = new LogLines(TelemetryStart.class)) {
      TelemetryStart.unregister("/never");
      assertThat(log.lines("")).isEmpty();
    }
  }

  @Test
  void isWithdrawnAtTheEndAndComesBackWithARedeployment() throws JMException {
    TelemetryStart.register("/shop", telemetry);
    new TelemetryStart().contextDestroyed(event("/shop"));
    assertThat(server.isRegistered(TelemetryStart.name("/shop"))).isFalse();
    new TelemetryStart().contextDestroyed(event("/shop"));
    TelemetryStart.register("/shop", telemetry);
    assertThat(server.isRegistered(TelemetryStart.name("/shop"))).isTrue();
  }

  @Test
  void isStartedByTheServer() throws IOException {
    List<Object> added = new ArrayList<>();
    ServletContext context = Stub.of(ServletContext.class, Map.of("addListener", added::add));
    new TelemetryStart().onStartup(null, context);
    assertThat(added).singleElement().isInstanceOf(TelemetryStart.class);
    assertThat(Files.readAllLines(SERVICES)).contains(TelemetryStart.class.getName());
  }

  static ServletContextEvent event(String path) {
    return new ServletContextEvent(
        Stub.of(ServletContext.class, Map.of("getContextPath", none -> path)));
  }
}
