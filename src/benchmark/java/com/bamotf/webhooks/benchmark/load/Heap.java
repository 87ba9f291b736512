package com.bamotf.webhooks.benchmark.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What lives on the heap of another Java process. */
final class Heap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");

  private Heap() {}

  /**
   * MiB that are alive: counted in the pause of the collection itself, so that what a server at
   * work makes a moment later does not count.
   */
  static double usedMiB(long pid) throws IOException {
    // The first collection lets finalizers and cleaners run, whose objects go with the second.
    jcmd(pid, "GC.run");
    MatchResult total =
        TOTAL
            .matcher(jcmd(pid, "GC.class_histogram"))
            .results()
            .findFirst()
            .orElseThrow(() -> new IOException("jcmd tells no histogram of the heap"));
    return Long.parseLong(total.group(1)) / 1024.0 / 1024.0;
  }

  private static String jcmd(long pid, String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Program.run(List.of(jcmd, String.valueOf(pid), command), 0);
  }
}
