package com.bamotf.webhooks.telemetry;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import com.bamotf.webhooks.config.LogCodes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Registers the MXBean while the web application is up, and looks for the server's OpenTelemetry
 * and MicroProfile Metrics.
 */
public class TelemetryStart implements ServletContainerInitializer, ServletContextListener {

  private static final System.Logger LOG = System.getLogger(TelemetryStart.class.getName());

  private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";
  private static final String METRICS = "org.eclipse.microprofile.metrics.MetricRegistry";

  private final List<Runnable> ends = new ArrayList<>();

  /** Registered in code, because a host's descriptor can disable annotations. */
  @Override
  public void onStartup(@Nullable Set<Class<?>> none, ServletContext context) {
    context.addListener(new TelemetryStart());
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Telemetry telemetry = CDI.current().select(Telemetry.class).get();
    String contextPath = event.getServletContext().getContextPath();
    register(contextPath, telemetry);
    atTheEnd(observe(telemetry, contextPath, CDI.current()));
    atTheEnd(measure(telemetry, contextPath, CDI.current().getBeanManager()));
  }

  void atTheEnd(Runnable end) {
    ends.add(end);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    unregister(event.getServletContext().getContextPath());
    ends.forEach(Quietly::run);
  }

  /**
   * Most servers have no OpenTelemetry, or do not show its API to applications. Without it no class
   * that uses it is loaded: WildFly would log a warning with a stack trace for each.
   *
   * @return ends the metrics
   */
  static Runnable observe(Telemetry telemetry, String contextPath, Instance<Object> beans) {
    if (!isVisible(OPEN_TELEMETRY)) {
      return () -> {};
    }
    trace(telemetry.traces(), beans);
    return measure(telemetry, contextPath, beans);
  }

  /** Some servers show only a part of the API. */
  static void trace(Traces traces, Instance<Object> beans) {
    Quietly.run(() -> OpenTelemetryTraces.lookUp(beans).ifPresent(traces::use));
  }

  /**
   * The same for metrics, which some of these servers leave to another API.
   *
   * @return ends it
   */
  static Runnable measure(Telemetry telemetry, String contextPath, Instance<Object> beans) {
    return Quietly.get(() -> OpenTelemetryMetrics.show(telemetry, contextPath, beans), () -> {});
  }

  /** The same for MicroProfile Metrics. */
  static Runnable measure(Telemetry telemetry, String contextPath, BeanManager beans) {
    return isVisible(METRICS)
        ? Quietly.get(() -> MicroProfileMetrics.show(telemetry, contextPath, beans), () -> {})
        : () -> {};
  }

  private static boolean isVisible(String type) {
    try {
      Class.forName(type, false, TelemetryStart.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      LOG.log(DEBUG, "This server does not show " + type, e);
      return false;
    }
  }

  static ObjectName name(String contextPath) throws MalformedObjectNameException {
    return new ObjectName(
        "com.bamotf.webhooks:type=Telemetry,application=" + ObjectName.quote(contextPath));
  }

  /** A bean of this name was left by a deployment that failed; it would keep its class loader. */
  static void register(String contextPath, Telemetry telemetry) {
    unregister(contextPath);
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(telemetry, name(contextPath));
    } catch (JMException | RuntimeException e) { // no reason not to take webhooks
      LOG.log(WARNING, "{0}: the metrics cannot be shown over JMX: {1}", LogCodes.NO_MXBEAN, e);
    }
  }

  static void unregister(String contextPath) {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = name(contextPath);
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException | RuntimeException e) {
      LOG.log(
          WARNING,
          "{0}: the metrics of a stopped application are still shown over JMX: {1}",
          LogCodes.NO_MXBEAN,
          e);
    }
  }
}
