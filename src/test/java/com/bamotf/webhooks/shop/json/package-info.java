/** Something that a host answers as JSON, by the server's own means. */
package com.bamotf.webhooks.shop.json;
