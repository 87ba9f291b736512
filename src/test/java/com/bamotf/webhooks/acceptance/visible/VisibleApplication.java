package com.bamotf.webhooks.acceptance.visible;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

@ApplicationPath("/")
public class VisibleApplication extends Application {}
