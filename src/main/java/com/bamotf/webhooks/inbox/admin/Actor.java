package com.bamotf.webhooks.inbox.admin;

import org.jspecify.annotations.Nullable;

/**
 * A person or program that does something, as the audit log records it. Longer values are cut.
 *
 * @param name who, at most 255 characters
 * @param address from where, such as an IP address; at most 255 characters
 * @param reason why, at most 1,000 characters; null if none was given
 */
public record Actor(String name, String address, @Nullable String reason) {}
