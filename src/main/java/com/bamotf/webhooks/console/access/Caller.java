package com.bamotf.webhooks.console.access;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param user the name of who has signed in; null for a token, a local program and nobody
 * @param role null if the caller may do nothing
 * @param token what a change must carry as {@code X-Bamotf-Token}; null if none is needed
 * @param from the address
 */
public record Caller(
    Kind kind, @Nullable String user, @Nullable Role role, @Nullable String token, String from) {

  /** How the caller is known. */
  public enum Kind {
    /** Not known, or without a role. */
    NOBODY,
    /** A program on this machine, while nobody is configured. It sees no bodies. */
    LOCAL,
    /** By a bearer token. */
    TOKEN,
    /** By the host application's own login. */
    HOST,
    /** By a session of the console. */
    SESSION
  }

  static Caller of(Sessions.Session session, String from) {
    return new Caller(Kind.SESSION, session.user(), session.role(), session.token(), from);
  }

  /** Whether the caller may do what needs this role. */
  public boolean may(Role needed) {
    return role != null && role.compareTo(needed) >= 0;
  }

  /** Whether the caller may see bodies, which hold personal data. */
  public boolean seesBodies() {
    return kind != Kind.LOCAL && may(Role.VIEWER);
  }

  /** All roles that the caller has. */
  public List<Role> roles() {
    return Arrays.stream(Role.values()).filter(this::may).toList();
  }

  /** For the audit log. */
  public String name() {
    if (user != null) {
      return user;
    }
    return switch (kind) {
      case TOKEN -> "token of " + owner();
      case LOCAL -> "local program";
      default -> "nobody";
    };
  }

  private String owner() {
    if (may(Role.OPERATOR)) {
      return "an operator";
    }
    return may(Role.VIEWER) ? "a viewer" : "a scraper";
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "Caller[" + kind + ", " + name() + ", " + role + ", " + from + "]";
  }
}
