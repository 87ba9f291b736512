/**
 * Sends signed events as a bamotf server does: for the command line, the console, tests and load
 * generators. Needs plain Java only.
 */
@NullMarked
package com.bamotf.webhooks.sender;

import org.jspecify.annotations.NullMarked;
