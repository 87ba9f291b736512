/**
 * An application with nothing of ours, which answers where the receiver would and does what any
 * application may: it uses the data source, on a thread of the server.
 */
package com.bamotf.webhooks.acceptance.comparison;
