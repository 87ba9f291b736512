/** Finds out why a signature was refused, and keeps the last refused requests. */
@NullMarked
package com.bamotf.webhooks.console.doctor;

import org.jspecify.annotations.NullMarked;
