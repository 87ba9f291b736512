/** The commands about signed events, which need a secret and no access to the server. */
@NullMarked
package com.bamotf.webhooks.cli.event;

import org.jspecify.annotations.NullMarked;
