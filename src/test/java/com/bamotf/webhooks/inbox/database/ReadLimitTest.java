package com.bamotf.webhooks.inbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadLimitTest {

  private final List<Integer> set = new ArrayList<>();

  @Test
  void limitsAndGivesTheConnectionItsOwnLimitBack() throws SQLException {
    ReadLimit limit = new ReadLimit(connection(0), Duration.ofSeconds(10));
    assertThat(set).containsExactly(10_000);
    limit.end();
    assertThat(set).containsExactly(10_000, 0);
  }

  @Test
  void takesTheShorterOne() throws SQLException {
    new ReadLimit(connection(15_000), Duration.ofSeconds(10)).end();
    assertThat(set).containsExactly(10_000, 15_000);
    set.clear();
    new ReadLimit(connection(5_000), Duration.ofSeconds(10)).end();
    assertThat(set).isEmpty();
  }

  @Test
  void doesNothingWhereThereIsNone() throws SQLException {
    new ReadLimit(
            failing(new SQLFeatureNotSupportedException("unsupported")), Duration.ofSeconds(10))
        .end();
    new ReadLimit(failing(new UnsupportedOperationException()), Duration.ofSeconds(10)).end();
    new ReadLimit(failing(new AbstractMethodError()), Duration.ofSeconds(10)).end();
    assertThat(ReadLimit.of(failing(new AbstractMethodError()))).isNegative();
  }

  private Connection connection(int networkTimeout) {
    return (Connection)
        Proxy.newProxyInstance(
            ReadLimitTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getNetworkTimeout")) {
                return networkTimeout;
              }
              assertThat(method.getName()).isEqualTo("setNetworkTimeout");
              set.add((Integer) arguments[1]);
              return null;
            });
  }

  private static Connection failing(Throwable failure) {
    return (Connection)
        Proxy.newProxyInstance(
            ReadLimitTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              throw failure;
            });
  }
}
