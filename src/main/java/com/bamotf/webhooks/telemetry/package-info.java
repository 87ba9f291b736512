/** Counts and times what the application does, as OpenMetrics text and as an MXBean. */
@NullMarked
package com.bamotf.webhooks.telemetry;

import org.jspecify.annotations.NullMarked;
