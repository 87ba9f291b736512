/** A handler that can be mended while its server runs. */
package com.bamotf.webhooks.browser.mended;
