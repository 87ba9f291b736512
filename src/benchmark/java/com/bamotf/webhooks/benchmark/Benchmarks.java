package com.bamotf.webhooks.benchmark;

import com.bamotf.webhooks.benchmark.load.BacklogBenchmark;
import com.bamotf.webhooks.benchmark.load.BulkBenchmark;
import com.bamotf.webhooks.benchmark.load.ConsoleBenchmark;
import com.bamotf.webhooks.benchmark.load.DeploymentBenchmark;
import com.bamotf.webhooks.benchmark.load.GrowthBenchmark;
import com.bamotf.webhooks.benchmark.load.HeapBenchmark;
import com.bamotf.webhooks.benchmark.load.HttpBenchmark;
import com.bamotf.webhooks.benchmark.load.LatencyBenchmark;
import com.bamotf.webhooks.benchmark.load.SequentialBenchmark;
import com.bamotf.webhooks.benchmark.micro.MicroBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, or all, and prints and keeps what they found. */
public final class Benchmarks {

  private static final Map<String, Benchmark> ALL = all();

  private Benchmarks() {}

  private static Map<String, Benchmark> all() {
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("micro", new MicroBenchmark());
    all.put("http", new HttpBenchmark());
    all.put("sequential", new SequentialBenchmark());
    all.put("latency", new LatencyBenchmark());
    all.put("backlog", new BacklogBenchmark());
    all.put("bulk", new BulkBenchmark());
    all.put("growth", new GrowthBenchmark());
    all.put("console", new ConsoleBenchmark());
    all.put("heap", new HeapBenchmark());
    all.put("deployment", new DeploymentBenchmark());
    return all;
  }

  /**
   * @param args names, separated by commas; {@code all} for each of them
   */
  public static void main(String[] args) throws Exception {
    List<String> names =
        args.length == 0 || args[0].equals("all")
            ? List.copyOf(ALL.keySet())
            : List.of(args[0].split(","));
    for (String name : names) {
      if (!ALL.containsKey(name)) {
        System.err.printf(
            "There is no benchmark \"%s\"; choose from %s, or all%n", name, ALL.keySet());
        System.exit(2);
      }
    }
    Options options =
        Options.parse(
            System.getProperty("benchmark.options", ""),
            Path.of("target", "benchmarks", "results"));
    Files.createDirectories(options.folder());
    for (String name : names) {
      String found = Machine.describe() + "\n\n" + ALL.get(name).run(options);
      Path file = options.folder().resolve(name + ".md");
      Files.writeString(file, found);
      System.out.printf("%n%s%nKept in %s%n", found, file);
    }
  }
}
