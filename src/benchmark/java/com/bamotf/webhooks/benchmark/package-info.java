/**
 * Benchmarks against real peers, side by side in one run; {@code docs/performance.md} has the
 * commands and the figures.
 */
@NullMarked
package com.bamotf.webhooks.benchmark;

import org.jspecify.annotations.NullMarked;
