package com.example.shop;

/** The shop's own, as it is in src/it/shop: for the compiler only, and in no archive. */
public interface MailSender {

  void send(String recipient, String body);
}
