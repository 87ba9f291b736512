/**
 * How the inbox reaches its database: setup at first use, connections, and SQL errors. It knows
 * nothing of webhooks.
 */
@NullMarked
package com.bamotf.webhooks.inbox.database;

import org.jspecify.annotations.NullMarked;
