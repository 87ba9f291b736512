package com.bamotf.webhooks.client;

import com.bamotf.webhooks.config.Settings;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * The only class that refers to MicroProfile's Rest Client, so that the module also deploys on a
 * server without it, unless an API key is set.
 */
final class RestClients {

  private RestClients() {}

  static BamotfApi build(Settings.Api settings) {
    return RestClientBuilder.newBuilder()
        .baseUri(settings.url())
        .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
        // The default mapper would hide the body of error answers.
        .property("microprofile.rest.client.disable.default.mapper", true)
        // For Jersey (Payara, GlassFish): unless the body is streamed, HttpURLConnection silently
        // repeats a POST whose answer is lost on a reused connection.
        .property("jersey.config.client.request.entity.processing", "CHUNKED")
        .build(BamotfApi.class);
  }
}
