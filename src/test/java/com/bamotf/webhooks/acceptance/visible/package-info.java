/** An application that tells which of the server's classes it can load. */
package com.bamotf.webhooks.acceptance.visible;
