package com.bamotf.webhooks.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the JAR. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"bamotf-webhooks " + Objects.requireNonNullElse(version, "unknown")};
  }
}
