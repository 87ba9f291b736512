package com.bamotf.webhooks.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where figures come from. */
final class Machine {

  private Machine() {}

  static String describe() {
    return "%s: %d cores (%s), %d GiB, Linux %s, Java %s"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            value("/proc/cpuinfo", "model name"),
            Long.parseLong(value("/proc/meminfo", "MemTotal").split(" ")[0]) >> 20,
            System.getProperty("os.version"),
            Runtime.version());
  }

  private static String value(String file, String key) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("0");
    } catch (IOException e) {
      return "0";
    }
  }
}
