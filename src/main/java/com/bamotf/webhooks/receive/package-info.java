/** The HTTP endpoint: verifies a request before anything else, stores it, and answers it. */
@NullMarked
package com.bamotf.webhooks.receive;

import org.jspecify.annotations.NullMarked;
