/** The settings, read from MicroProfile Config and validated at deployment; the log codes. */
@NullMarked
package com.bamotf.webhooks.config;

import org.jspecify.annotations.NullMarked;
