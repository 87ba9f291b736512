package com.bamotf.webhooks.client;

import com.bamotf.webhooks.config.Settings;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * The only class that names MicroProfile's Rest Client, so that the module deploys on a server
 * without it as long as no API key is set.
 */
final class RestClients {

  private RestClients() {}

  static BamotfApi build(Settings.Api settings) {
    return RestClientBuilder.newBuilder()
        .baseUri(settings.url())
        .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
        // Error answers are read here: the default mapper would hide what bamotf says.
        .property("microprofile.rest.client.disable.default.mapper", true)
        // For Jersey (Payara, GlassFish): Java's HttpURLConnection silently sends a POST twice when
        // an
        // answer is lost on a connection that is used again, unless the body is streamed.
        .property("jersey.config.client.request.entity.processing", "CHUNKED")
        .build(BamotfApi.class);
  }
}
