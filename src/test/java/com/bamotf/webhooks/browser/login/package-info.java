/** A host's own login, as an application with members would have it. */
package com.bamotf.webhooks.browser.login;
