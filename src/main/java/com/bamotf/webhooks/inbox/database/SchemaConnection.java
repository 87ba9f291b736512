package com.bamotf.webhooks.inbox.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection that qualifies every {@code bamotf_…} table in prepared SQL with a schema.
 *
 * <p>It leaves the connection's own schema alone, because the host's statements run on the same
 * connection in the same transaction.
 */
public final class SchemaConnection implements InvocationHandler {

  private static final Pattern TABLE = Pattern.compile("\\bbamotf_");

  private final Connection connection;
  private final String prefix;

  private SchemaConnection(Connection connection, String schema) {
    this.connection = connection;
    this.prefix = "\"" + schema + "\".bamotf_";
  }

  /** Wraps a connection. */
  public static Connection of(Connection connection, String schema) {
    return (Connection)
        Proxy.newProxyInstance(
            SchemaConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new SchemaConnection(connection, schema));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(
          connection,
          method.getName().equals("prepareStatement") ? qualified(arguments) : arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object @Nullable [] qualified(Object @Nullable [] arguments) {
    if (arguments == null) {
      return null;
    }
    Object[] changed = arguments.clone();
    changed[0] = TABLE.matcher((String) arguments[0]).replaceAll(prefix);
    return changed;
  }
}
