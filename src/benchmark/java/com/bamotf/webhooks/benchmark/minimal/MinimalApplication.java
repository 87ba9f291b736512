package com.bamotf.webhooks.benchmark.minimal;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All of it. */
@ApplicationPath("/")
public class MinimalApplication extends Application {}
