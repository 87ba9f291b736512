/** The operator's console in a real browser, on real servers. */
package com.bamotf.webhooks.browser;
