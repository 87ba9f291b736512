package com.bamotf.webhooks.browser.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.FormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;

/** Asks for user and password by a form. */
@FormAuthenticationMechanismDefinition(
    loginToContinue = @LoginToContinue(loginPage = "/login.html", errorPage = "/login.html"))
@ApplicationScoped
public class Login {}
