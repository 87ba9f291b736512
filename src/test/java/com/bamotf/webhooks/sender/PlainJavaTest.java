package com.bamotf.webhooks.sender;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Nothing but our own classes. */
class PlainJavaTest extends PlainJavaContract {

  @Override
  List<String> program() {
    return List.of("-cp", ownClasses().toString(), Main.class.getName());
  }

  private static Path ownClasses() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
