package com.bamotf.webhooks.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code jcmd} shows of a running Java virtual machine. */
final class LookInside {

  private static final Pattern THREAD = Pattern.compile("\"([^\"]+)\".*");

  private final long pid;

  LookInside(long pid) {
    this.pid = pid;
  }

  /** The names of the threads that begin with this. */
  List<String> threads(String prefix) {
    return jcmd("Thread.print")
        .lines()
        .map(THREAD::matcher)
        .filter(matcher -> matcher.matches() && matcher.group(1).startsWith(prefix))
        .map(matcher -> matcher.group(1))
        .toList();
  }

  /** How often a class is loaded, once for each class loader that is still there. */
  int copies(String className) {
    jcmd("GC.run");
    return (int)
        jcmd("VM.class_hierarchy", className)
            .lines()
            .filter(line -> line.contains(className + "/"))
            .count();
  }

  private String jcmd(String... command) {
    List<String> line = new ArrayList<>(List.of(ServerProcess.tool("jcmd"), String.valueOf(pid)));
    line.addAll(List.of(command));
    try {
      Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
      String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      ServerProcess.end(jcmd);
      if (jcmd.exitValue() != 0) {
        throw new IllegalStateException(line + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
