/** Which servers the module is tested on, as docs/servers.md says. */
package com.bamotf.webhooks.servers;
