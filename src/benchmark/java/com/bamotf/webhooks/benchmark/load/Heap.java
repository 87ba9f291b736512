package com.bamotf.webhooks.benchmark.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What lives on the heap of another Java process. */
final class Heap {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private Heap() {}

  /** MiB in use after a full collection. */
  static double usedMiB(long pid) throws IOException {
    // The first collection lets finalizers and cleaners run, whose objects go with the second.
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    MatchResult heap =
        USED.matcher(jcmd(pid, "GC.heap_info"))
            .results()
            .findFirst()
            .orElseThrow(() -> new IOException("jcmd tells no heap; is it G1?"));
    return Long.parseLong(heap.group(1)) / 1024.0;
  }

  private static String jcmd(long pid, String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Program.run(List.of(jcmd, String.valueOf(pid), command), 0);
  }
}
