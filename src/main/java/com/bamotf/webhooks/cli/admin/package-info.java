/** The commands that ask a running server, through its admin API, with a token. */
@NullMarked
package com.bamotf.webhooks.cli.admin;

import org.jspecify.annotations.NullMarked;
