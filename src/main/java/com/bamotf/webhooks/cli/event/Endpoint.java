package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.sender.HttpUrl;
import com.bamotf.webhooks.sender.WebhookSender;
import java.net.URI;

/** The URL of a receiver. */
final class Endpoint {

  private Endpoint() {}

  static URI parse(String text) {
    try {
      return HttpUrl.parse(text, WebhookSender.EXAMPLE);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
