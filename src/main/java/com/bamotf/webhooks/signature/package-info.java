/**
 * Decides whether a request was signed by bamotf, and signs requests for the sender and for tests.
 */
@NullMarked
package com.bamotf.webhooks.signature;

import org.jspecify.annotations.NullMarked;
