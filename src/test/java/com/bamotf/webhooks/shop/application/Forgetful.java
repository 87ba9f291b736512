package com.bamotf.webhooks.shop.application;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Lists the shop's resource and nothing of the library. */
@ApplicationPath("forgetful-api")
public class Forgetful extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(ShopClasses.ordersResource());
  }
}
