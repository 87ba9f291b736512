/**
 * Sends signed events exactly as a bamotf server does, from the command line, from tests and from
 * load generators. It runs with plain Java, without any Jakarta EE class.
 */
@NullMarked
package com.bamotf.webhooks.sender;

import org.jspecify.annotations.NullMarked;
