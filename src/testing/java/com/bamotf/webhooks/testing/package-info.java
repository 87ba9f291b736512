/**
 * The test kit for applications that use the library: events, a scenario that runs the library's
 * code with your beans in the test's JVM, and a double of bamotf. Begin with {@link
 * com.bamotf.webhooks.testing.BamotfTest}. Never put it into production.
 */
@NullMarked
package com.bamotf.webhooks.testing;

import org.jspecify.annotations.NullMarked;
