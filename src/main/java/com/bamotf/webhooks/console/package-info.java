/** The operator's console: the servlet that serves its page and its API, and where they are. */
@NullMarked
package com.bamotf.webhooks.console;

import org.jspecify.annotations.NullMarked;
