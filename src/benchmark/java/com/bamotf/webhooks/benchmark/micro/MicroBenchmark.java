package com.bamotf.webhooks.benchmark.micro;

import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all JMH benchmarks once in each round, each in a JVM of its own, so that a disturbance of
 * the machine meets all of them alike.
 */
public final class MicroBenchmark implements Benchmark {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final int forks;
  private final TimeValue iteration;
  private final Map<String, List<Double>> nanos = new LinkedHashMap<>();
  private final Map<String, List<Double>> bytes = new LinkedHashMap<>();

  public MicroBenchmark() {
    this(1, TimeValue.seconds(1));
  }

  /**
   * @param forks 0 runs inside of this JVM, which is faster and measures nothing that counts
   */
  MicroBenchmark(int forks, TimeValue iteration) {
    this.forks = forks;
    this.iteration = iteration;
  }

  @Override
  public Table run(Options options) throws RunnerException {
    for (int round = 0; round < options.rounds(); round++) {
      new Runner(round()).run().forEach(this::keep);
    }
    Table table = new Table("Verifying 1.1 KB, JMH, %d forks".formatted(options.rounds()));
    verification(table);
    return table;
  }

  private org.openjdk.jmh.runner.options.Options round() {
    return new OptionsBuilder()
        .include(VerifyBenchmark.class.getName() + ".*")
        .forks(forks)
        .warmupIterations(forks == 0 ? 1 : 3)
        .warmupTime(iteration)
        .measurementIterations(forks == 0 ? 1 : 5)
        .measurementTime(iteration)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(forks == 0 ? VerboseMode.SILENT : VerboseMode.NORMAL)
        .build();
  }

  private void keep(RunResult result) {
    String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
    add(nanos, name, result.getPrimaryResult());
    add(bytes, name, result.getSecondaryResults().get(ALLOCATED));
  }

  private static void add(Map<String, List<Double>> samples, String name, Result<?> result) {
    samples
        .computeIfAbsent(name, key -> new ArrayList<>())
        .add(result.getStatistics().getPercentile(50));
  }

  private void verification(Table table) {
    Samples ours = time("VerifyBenchmark.ours");
    table.add("reused Mac, the floor", time("VerifyBenchmark.floor"), "ns", Goal.NONE);
    table.add("our verification", ours, "ns", Goal.NONE);
    table.add("— to the floor", ours.per(time("VerifyBenchmark.floor")), "", Goal.atMost(1.25));
    table.add("— allocated", allocated("VerifyBenchmark.ours"), "B", Goal.NONE);
    peer(table, "standardwebhooks 1.2.0", "VerifyBenchmark.standardWebhooks", Goal.atMost(0.5));
    peer(table, "svix 1.99.1", "VerifyBenchmark.svix", Goal.atMost(0.5));
  }

  private void peer(Table table, String name, String benchmark, Goal goal) {
    table.add(name, time(benchmark), "ns", Goal.NONE);
    table.add("— allocated", allocated(benchmark), "B", Goal.NONE);
    table.add("ours to " + name, time("VerifyBenchmark.ours").per(time(benchmark)), "", goal);
  }

  private Samples time(String benchmark) {
    return new Samples(nanos.get(benchmark));
  }

  private Samples allocated(String benchmark) {
    return new Samples(bytes.get(benchmark));
  }

  /** How many benchmarks gave both figures. */
  int measured() {
    Collection<String> names = new ArrayList<>(nanos.keySet());
    names.retainAll(bytes.keySet());
    return names.size();
  }
}
