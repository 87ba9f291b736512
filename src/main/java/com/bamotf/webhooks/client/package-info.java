/** bamotf's REST API for the beans of an application. */
@NullMarked
package com.bamotf.webhooks.client;

import org.jspecify.annotations.NullMarked;
