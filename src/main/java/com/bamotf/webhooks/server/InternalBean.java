package com.bamotf.webhooks.server;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of the module itself, one for each application. It has no client proxy, so its class needs
 * no constructor without parameters. Beans that an application may inject are {@code
 * ApplicationScoped} instead: only a proxy can be part of a bean that passivates.
 */
@Stereotype
@Singleton
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface InternalBean {}
