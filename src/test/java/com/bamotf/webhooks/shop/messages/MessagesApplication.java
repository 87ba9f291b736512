package com.bamotf.webhooks.shop.messages;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Takes what the server finds. */
@ApplicationPath("api")
public class MessagesApplication extends Application {}
