/** A host whose handlers do unusual things with transactions, each as the metadata say. */
package com.bamotf.webhooks.shop.odd;
