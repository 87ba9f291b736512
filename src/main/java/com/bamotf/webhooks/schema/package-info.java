/** Makes the tables and brings them up to date, once however many servers start together. */
@NullMarked
package com.bamotf.webhooks.schema;

import org.jspecify.annotations.NullMarked;
