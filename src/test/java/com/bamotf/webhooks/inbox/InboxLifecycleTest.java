package com.bamotf.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.Waiting;
import com.bamotf.webhooks.dispatch.LogLines;
import com.bamotf.webhooks.event.Source;
import com.bamotf.webhooks.server.LocalServer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the inbox starts and stops. */
class InboxLifecycleTest {

  private static final byte[] BODY =
      Bodies.event("pi_1", "succeeded").getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @Test
  void saysThatAnotherProcessHasTheFileAndWorksOnceItIsFree() throws Exception {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + folder.resolve("inbox"));
    try (InboxFixture fixture = new InboxFixture(source);
        LogLines log = new LogLines(InboxLifecycle.class)) {
      InboxLifecycle lifecycle = lifecycle(fixture, source);
      Connection other = ofAnotherProcess(source.getURL());
      lifecycle.setUp("CDI has started");
      lifecycle.setUp("another module of the same EAR has started");
      lifecycle.start();
      assertThat(log.lines(""))
          .hasSize(1)
          .first()
          .asString()
          .startsWith("BAMOTF301")
          .contains("another process has opened the H2 file", "Stop the other one");
      other.close();
      assertThat(fixture.store(Bodies.event("pi_1", "succeeded")))
          .isInstanceOf(StoreResult.Stored.class);
      lifecycle.end("CDI stops");
    }
    assertNoThreadIsLeft();
  }

  @Test
  void startsItsThreadsWithTheWebApplicationAndEndsThem() {
    try (InboxFixture fixture = new InboxFixture(TestDatabases.h2())) {
      InboxLifecycle lifecycle = lifecycle(fixture, TestDatabases.h2());
      lifecycle.setUp("CDI has started");
      assertThat(threads).isEmpty();
      lifecycle.start();
      assertThat(threads)
          .extracting(Thread::getName)
          .containsExactly("bamotf-inbox-1", "bamotf-retention-2");
      lifecycle.end("CDI stops");
    }
    assertNoThreadIsLeft();
  }

  /** A bean of the host may do so before the web application is up. */
  @Test
  void startsItsThreadsEarlierIfADeliveryComes() {
    try (InboxFixture fixture = new InboxFixture(TestDatabases.h2())) {
      InboxLifecycle lifecycle = lifecycle(fixture, TestDatabases.h2());
      lifecycle.setUp("CDI has started");
      fixture
          .inbox
          .enqueue(fixture.intake.read(BODY, Source.WEBHOOK, null))
          .toCompletableFuture()
          .orTimeout(10, TimeUnit.MINUTES)
          .join();
      assertThat(threads).hasSize(2);
      lifecycle.start();
      assertThat(threads).hasSize(2);
      lifecycle.end("CDI stops");
    }
    assertNoThreadIsLeft();
  }

  private void assertNoThreadIsLeft() {
    Waiting.await().until(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  private InboxLifecycle lifecycle(InboxFixture fixture, DataSource source) {
    ThreadFactory factory =
        work -> {
          threads.add(new Thread(work));
          return threads.get(threads.size() - 1);
        };
    return new InboxLifecycle(
        fixture.inbox,
        fixture.database,
        fixture.queue,
        fixture.retention,
        new LocalServer(source, InboxFixture.SETTINGS, factory));
  }

  /** By a second copy of H2, which knows nothing of what the first has open. */
  private static Connection ofAnotherProcess(String url) throws Exception {
    URL jar = org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation();
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    Driver driver =
        (Driver) loader.loadClass("org.h2.Driver").getDeclaredConstructor().newInstance();
    return driver.connect(url, new Properties());
  }
}
