package com.bamotf.webhooks.benchmark;

/** Something that is measured with one command. */
public interface Benchmark {

  /**
   * Measures.
   *
   * @throws Exception if it could not be measured; a missed goal is no exception
   */
  Table run(Options options) throws Exception;
}
