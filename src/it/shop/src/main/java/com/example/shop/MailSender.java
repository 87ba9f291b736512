package com.example.shop;

/** What hands a mail to the mail server. */
public interface MailSender {

  /**
   * Returns once the mail server has taken the mail; throws any exception if it has not.
   *
   * <p>Called in a transaction, so let it give up before that times out.
   */
  void send(String recipient, String body);
}
