/** The files of the console's page. */
@NullMarked
package com.bamotf.webhooks.console.page;

import org.jspecify.annotations.NullMarked;
