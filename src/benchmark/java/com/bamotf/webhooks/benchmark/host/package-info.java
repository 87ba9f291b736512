/** An application with a handler as the README shows one, which inserts a row. */
@NullMarked
package com.bamotf.webhooks.benchmark.host;

import org.jspecify.annotations.NullMarked;
