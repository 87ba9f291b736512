package com.bamotf.webhooks.acceptance.comparison;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

@ApplicationPath("/")
public class OtherApplication extends Application {}
