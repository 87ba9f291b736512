/** The operator's console: its servlet, and the handlers of its API, which only translate. */
@NullMarked
package com.bamotf.webhooks.console;

import org.jspecify.annotations.NullMarked;
