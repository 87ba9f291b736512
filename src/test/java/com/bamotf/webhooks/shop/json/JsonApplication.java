package com.bamotf.webhooks.shop.json;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An application without the library, for comparison. */
@ApplicationPath("api")
public class JsonApplication extends Application {}
