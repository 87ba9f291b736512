package com.bamotf.webhooks.benchmark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time as Linux counts it, in hundredths of a second. */
final class Cpu {

  private static final double TICKS = 100;

  private Cpu() {}

  /** Seconds that a process, its children of now and those that have ended have used. */
  static double seconds(long pid) {
    long ticks = ticks(pid, true);
    ticks +=
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(child -> ticks(child.pid(), false))
            .sum();
    return ticks / TICKS;
  }

  private static long ticks(long pid, boolean withEnded) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      // The fields behind the name, which may hold blanks: utime, stime, cutime and cstime.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      return withEnded ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
    } catch (IOException e) {
      return 0; // it ended meanwhile, and its parent counts it
    }
  }
}
