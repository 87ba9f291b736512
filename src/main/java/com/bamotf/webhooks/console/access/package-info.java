/** Who may use the console: callers, roles, sessions, tokens, the one-time link. */
@NullMarked
package com.bamotf.webhooks.console.access;

import org.jspecify.annotations.NullMarked;
