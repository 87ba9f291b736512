/** A handler that always fails, as a CDI bean. */
package com.bamotf.webhooks.acceptance.failing;
