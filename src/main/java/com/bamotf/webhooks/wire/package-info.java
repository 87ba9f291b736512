/** Reads bamotf's JSON strictly into typed events. */
@NullMarked
package com.bamotf.webhooks.wire;

import org.jspecify.annotations.NullMarked;
