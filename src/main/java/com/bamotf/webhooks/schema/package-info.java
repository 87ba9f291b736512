/** Migrates the tables, once, even if several servers start at the same time. */
@NullMarked
package com.bamotf.webhooks.schema;

import org.jspecify.annotations.NullMarked;
