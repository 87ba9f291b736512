/** What operators see and change: public API for the beans of a host application. */
@NullMarked
package com.bamotf.webhooks.inbox.admin;

import org.jspecify.annotations.NullMarked;
