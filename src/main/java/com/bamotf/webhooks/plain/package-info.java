/** Public API for receivers without CDI: verifies and reads a webhook in plain Java. */
@NullMarked
package com.bamotf.webhooks.plain;

import org.jspecify.annotations.NullMarked;
