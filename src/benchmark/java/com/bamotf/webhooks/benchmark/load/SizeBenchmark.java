package com.bamotf.webhooks.benchmark.load;

import com.bamotf.webhooks.benchmark.Benchmark;
import com.bamotf.webhooks.benchmark.Goal;
import com.bamotf.webhooks.benchmark.Options;
import com.bamotf.webhooks.benchmark.Samples;
import com.bamotf.webhooks.benchmark.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What the library adds to a host application; kB are thousands of bytes. */
public final class SizeBenchmark implements Benchmark {

  @Override
  public Table run(Options options) throws IOException {
    Path jar = Path.of(System.getProperty("bamotf.jar"));
    double classes;
    try (JarFile file = new JarFile(jar.toFile())) {
      classes =
          file.stream()
              .filter(entry -> entry.getName().endsWith(".class"))
              .mapToLong(ZipEntry::getCompressedSize)
              .sum();
    }
    return new Table("Size of the library")
        .add("own classes in the JAR", Samples.of(classes / 1000), "kB", Goal.atMost(250))
        .add("the JAR", Samples.of(Files.size(jar) / 1000.0), "kB", Goal.NONE);
  }
}
