/** A host that tells others of payments through JMS, in both ways that docs/publish-on.md shows. */
package com.bamotf.webhooks.shop.messages;
