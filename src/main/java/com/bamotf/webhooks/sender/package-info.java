/**
 * Sends signed events as a bamotf server does: from the command line, tests and load generators.
 * Needs plain Java only.
 */
@NullMarked
package com.bamotf.webhooks.sender;

import org.jspecify.annotations.NullMarked;
