/** The one validated settings type, read from MicroProfile Config when the application starts. */
@NullMarked
package com.bamotf.webhooks.config;

import org.jspecify.annotations.NullMarked;
