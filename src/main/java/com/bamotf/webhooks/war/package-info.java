/** The WAR's Jakarta REST application and what protects its resources. */
@NullMarked
package com.bamotf.webhooks.war;

import org.jspecify.annotations.NullMarked;
