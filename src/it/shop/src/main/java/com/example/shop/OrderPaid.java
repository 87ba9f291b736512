package com.example.shop;

/** An order was paid; for everything that follows from it. */
public record OrderPaid(String orderId, String email) {}
