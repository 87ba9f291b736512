/**
 * Counts, times and traces what the application does, as OpenMetrics text, as an MXBean, and in
 * what the server has for it.
 */
@NullMarked
package com.bamotf.webhooks.telemetry;

import org.jspecify.annotations.NullMarked;
