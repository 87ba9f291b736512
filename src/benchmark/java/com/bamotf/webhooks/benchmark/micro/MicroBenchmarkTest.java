package com.bamotf.webhooks.benchmark.micro;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.benchmark.Options;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.TimeValue;

class MicroBenchmarkTest {

  @TempDir Path folder;

  @Test
  void measuresEachOfThem() throws Exception {
    MicroBenchmark benchmark = new MicroBenchmark(0, TimeValue.milliseconds(10));
    assertThat(benchmark.run(Options.smoke(folder)).toString())
        .contains("| — to the floor |", "| ours to svix 1.99.1 |");
    assertThat(benchmark.measured()).isEqualTo(4);
  }
}
