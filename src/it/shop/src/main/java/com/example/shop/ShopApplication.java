package com.example.shop;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The shop's REST API. bamotf's endpoint joins it: {@code POST /shop/shop-api/webhook}. */
@ApplicationPath("shop-api")
public class ShopApplication extends Application {}
