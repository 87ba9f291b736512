package com.bamotf.webhooks.server;

/** The CDI event that is fired once before the web application goes down: handling must stop. */
public record ApplicationStopping() {}
