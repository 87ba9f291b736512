/** Verifies that bamotf signed a request, and signs requests for tests. */
@NullMarked
package com.bamotf.webhooks.signature;

import org.jspecify.annotations.NullMarked;
