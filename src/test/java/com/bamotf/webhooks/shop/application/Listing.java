package com.bamotf.webhooks.shop.application;

import com.bamotf.webhooks.receive.SignatureFilter;
import com.bamotf.webhooks.receive.WebhookResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Lists the shop's resource and what the library needs. */
@ApplicationPath("listing-api")
public class Listing extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(ShopClasses.ordersResource(), WebhookResource.class, SignatureFilter.class);
  }
}
