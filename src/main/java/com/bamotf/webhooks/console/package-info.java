/** The WAR's admin API and its access control. */
@NullMarked
package com.bamotf.webhooks.console;

import org.jspecify.annotations.NullMarked;
