package com.bamotf.webhooks.shop.application;

import com.bamotf.webhooks.receive.WebhookResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Lists the library's resource, but not the filter that looks at signatures. */
@ApplicationPath("unguarded-api")
public class Unguarded extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(ShopClasses.ordersResource(), WebhookResource.class);
  }
}
