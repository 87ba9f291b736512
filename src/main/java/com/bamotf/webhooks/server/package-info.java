/**
 * What is taken from the application server: the data source, transactions and threads, and what it
 * lacks.
 */
@NullMarked
package com.bamotf.webhooks.server;

import org.jspecify.annotations.NullMarked;
