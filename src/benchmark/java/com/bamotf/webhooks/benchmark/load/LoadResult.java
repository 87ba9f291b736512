package com.bamotf.webhooks.benchmark.load;

/**
 * What the client of a round saw.
 *
 * @param answers all answers that came in time
 * @param refused those of them that were no 2xx
 * @param failed requests without an answer, for example by a broken connection
 * @param seconds duration
 * @param p50 median latency in milliseconds
 * @param p99 latency that one answer in a hundred exceeds, in milliseconds
 */
record LoadResult(long answers, long refused, long failed, double seconds, double p50, double p99) {

  double perSecond() {
    return answers / seconds;
  }

  /** Throws unless each request was answered with 2xx. */
  LoadResult requireClean(String receiver) {
    if (refused > 0 || failed > 0 || answers == 0) {
      throw new IllegalStateException(
          "%s: of %d answers %d were no 2xx, and %d requests got none; its log tells why"
              .formatted(receiver, answers, refused, failed));
    }
    return this;
  }
}
