package com.bamotf.webhooks.shop.application;

/** The shop's classes, which are there in its WAR but not where the tests are compiled. */
final class ShopClasses {

  private ShopClasses() {}

  static Class<?> ordersResource() {
    try {
      return Class.forName("com.example.shop.OrdersResource");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
