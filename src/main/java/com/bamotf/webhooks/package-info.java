/** What makes a deployable of the library's packages: part of the WAR only. */
@NullMarked
package com.bamotf.webhooks;

import org.jspecify.annotations.NullMarked;
