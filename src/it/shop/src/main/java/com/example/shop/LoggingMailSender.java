package com.example.shop;

import jakarta.enterprise.context.ApplicationScoped;

/** Has no mail server: in this example, a mail goes to the server's log. */
@ApplicationScoped
public class LoggingMailSender implements MailSender {

  private static final System.Logger LOG = System.getLogger(LoggingMailSender.class.getName());

  @Override
  public void send(String recipient, String body) {
    LOG.log(System.Logger.Level.INFO, "Mail to {0}: {1}", recipient, body);
  }
}
