package com.bamotf.webhooks.server;

/** The CDI event that is fired once when the web application is up: threads may start. */
public record ApplicationStarted() {}
