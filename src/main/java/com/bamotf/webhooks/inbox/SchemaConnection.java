package com.bamotf.webhooks.inbox;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection that finds the module's tables in a schema of their own: it puts the schema in front
 * of each {@code bamotf_…} in the SQL that is prepared.
 *
 * <p>The connection's own schema stays as it is, since the host's statements run on the same
 * connection, in the same transaction.
 */
final class SchemaConnection implements InvocationHandler {

  private static final Pattern TABLE = Pattern.compile("\\bbamotf_");

  private final Connection connection;
  private final String prefix;

  private SchemaConnection(Connection connection, String schema) {
    this.connection = connection;
    this.prefix = "\"" + schema + "\".bamotf_";
  }

  static Connection of(Connection connection, String schema) {
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
