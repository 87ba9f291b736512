/**
 * The WAR's own ledger: a bean observes the events and keeps a JPA {@code Payment} for each payment
 * intent, and a read API shows them. It uses nothing but the public API, as a model of what a user
 * of this module writes.
 */
@NullMarked
package com.bamotf.webhooks.war.ledger;

import org.jspecify.annotations.NullMarked;
