/** The console's API: finds the handler of a request, which only translates. */
@NullMarked
package com.bamotf.webhooks.console.api;

import org.jspecify.annotations.NullMarked;
