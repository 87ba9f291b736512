/**
 * The HTTP endpoint: verifies a request before anything else looks at it, stores it, and answers as
 * the guide says.
 */
@NullMarked
package com.bamotf.webhooks.receive;

import org.jspecify.annotations.NullMarked;
