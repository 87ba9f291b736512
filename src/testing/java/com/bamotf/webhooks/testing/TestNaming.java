package com.bamotf.webhooks.testing;

import java.util.Hashtable;
import java.util.Map;
import java.util.TreeSet;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.Name;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;

/** What a server offers under its JNDI names, while a scenario runs. */
public final class TestNaming implements InitialContextFactory {

  private static volatile Map<String, Object> resources = Map.of();
  private static @Nullable String previousFactory;

  /** For JNDI only. */
  public TestNaming() {}

  static synchronized void install(Map<String, Object> named) {
    resources = Map.copyOf(named);
    previousFactory =
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, TestNaming.class.getName());
  }

  static synchronized void uninstall() {
    resources = Map.of();
    if (previousFactory == null) {
      System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    } else {
      System.setProperty(Context.INITIAL_CONTEXT_FACTORY, previousFactory);
    }
  }

  static Object find(String name) throws NamingException {
    Object found = resources.get(name);
    if (found == null) {
      throw new NameNotFoundException(
          "The test kit has nothing named \"%s\"; it has %s"
              .formatted(name, new TreeSet<>(resources.keySet())));
    }
    return found;
  }

  @Override
  public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
    return new InitialContext(true) {
      @Override
      public Object lookup(String name) throws NamingException {
        return find(name);
      }

      @Override
      public Object lookup(Name name) throws NamingException {
        return find(name.toString());
      }

      @Override
      public void close() {}
    };
  }
}
