package com.bamotf.webhooks.acceptance.entities;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

@ApplicationPath("/")
public class MomentApplication extends Application {}
