/** The WAR's JAX-RS application. */
@NullMarked
package com.bamotf.webhooks.war;

import org.jspecify.annotations.NullMarked;
