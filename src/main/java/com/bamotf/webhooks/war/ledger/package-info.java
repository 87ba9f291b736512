/**
 * The WAR's ledger: a bean that observes the events and keeps a JPA {@code Payment} for each
 * payment intent, and a read API. It handles events through the public API only, as an application
 * does.
 */
@NullMarked
package com.bamotf.webhooks.war.ledger;

import org.jspecify.annotations.NullMarked;
