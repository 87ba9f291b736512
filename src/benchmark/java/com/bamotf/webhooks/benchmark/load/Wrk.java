package com.bamotf.webhooks.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** wrk with {@code src/benchmark/wrk/post.lua}. */
final class Wrk implements Load {

  private static final Path SCRIPT = Path.of("src", "benchmark", "wrk", "post.lua");

  private static final Pattern RESULT =
      Pattern.compile(
          "result requests=(\\d+) duration_us=(\\d+) refused=(\\d+) failed=(\\d+)"
              + " p50_us=(\\d+) p99_us=(\\d+) exhausted=(\\w+)");

  static boolean isInstalled() {
    try {
      return Program.run(List.of("wrk", "-v"), 0, 1).startsWith("wrk");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public LoadResult drive(URI receiver, Path facts, int connections, int seconds)
      throws IOException {
    String output =
        Program.run(
            List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "60s",
                "-s",
                SCRIPT.toString(),
                receiver.toString(),
                "--",
                facts.toString()),
            0);
    MatchResult found =
        RESULT
            .matcher(output)
            .results()
            .findFirst()
            .orElseThrow(() -> new IOException("wrk printed no result: " + output));
    if (found.group(7).equals("true")) {
      throw new IOException(
          "All facts were sent before the round was over; give more for each second by the option rate");
    }
    return new LoadResult(
        number(found, 1),
        number(found, 3),
        number(found, 4),
        number(found, 2) / 1e6,
        number(found, 5) / 1e3,
        number(found, 6) / 1e3);
  }

  private static long number(MatchResult found, int group) {
    return Long.parseLong(found.group(group));
  }
}
