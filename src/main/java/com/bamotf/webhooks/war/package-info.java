/** The WAR only: the application that serves the resources. */
@NullMarked
package com.bamotf.webhooks.war;

import org.jspecify.annotations.NullMarked;
