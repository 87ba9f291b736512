/** What an operator of the WAR sees and does. Not in the library. */
@NullMarked
package com.bamotf.webhooks.console;

import org.jspecify.annotations.NullMarked;
