package com.bamotf.webhooks.benchmark.load;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Programs that run to their end. */
final class Program {

  private Program() {}

  /**
   * All that it printed.
   *
   * @throws IOException if it cannot be started, or ends with another code than these
   */
  static String run(List<String> command, int... codes) throws IOException {
    return runIn(new File("."), command, codes);
  }

  static String runIn(File folder, List<String> command, int... codes) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (Arrays.stream(codes).noneMatch(allowed -> allowed == code)) {
        throw new IOException(command + " ended with code " + code + ": " + output);
      }
      return output;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + command.get(0) + " ran", e);
    }
  }
}
