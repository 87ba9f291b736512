package com.bamotf.webhooks.benchmark.host;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Webhooks come to {@code /webhook}. */
@ApplicationPath("/")
public class HostApplication extends Application {}
