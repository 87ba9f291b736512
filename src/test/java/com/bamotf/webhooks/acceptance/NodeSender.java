package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The real npm {@code secure-webhooks} signs, and Node's own {@code fetch} posts, as a bamotf
 * server does.
 */
final class NodeSender {

  private static final Path FOLDER = Path.of("src", "test", "node");

  private NodeSender() {}

  static void install() {
    run(List.of("npm", "ci", "--no-audit", "--no-fund"));
  }

  /** Returns the one line that the script prints. */
  static String send(Path body, URI uri, String secret) {
    return run(
        List.of("node", "send.mjs", body.toAbsolutePath().toString(), uri.toString(), secret));
  }

  static String run(List<String> command) {
    try {
      Process process = start(command);
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(command + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .directory(FOLDER.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new IllegalStateException(
          command.get(0)
              + " is missing: install Node with npm (apt-get install nodejs npm); this test signs with the npm package"
              + " that bamotf uses",
          e);
    }
  }
}
