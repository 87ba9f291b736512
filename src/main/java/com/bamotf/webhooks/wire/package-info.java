/** Strict JSON to typed events: what bamotf writes, read without guessing. */
@NullMarked
package com.bamotf.webhooks.wire;

import org.jspecify.annotations.NullMarked;
