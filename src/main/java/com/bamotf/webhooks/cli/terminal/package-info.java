/** What all commands share: what surrounds them, secrets, output, and how they fail. */
@NullMarked
package com.bamotf.webhooks.cli.terminal;

import org.jspecify.annotations.NullMarked;
