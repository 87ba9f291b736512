/** The application server's data source, transactions and threads. */
@NullMarked
package com.bamotf.webhooks.server;

import org.jspecify.annotations.NullMarked;
