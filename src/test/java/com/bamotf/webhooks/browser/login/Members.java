package com.bamotf.webhooks.browser.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Set;

/** The host's users with their groups. */
@ApplicationScoped
public class Members implements IdentityStore {

  /** Everybody's. */
  public static final String PASSWORD = "correct horse battery staple";

  private static final Map<String, String> GROUPS =
      Map.of("olga", "bamotf-operator", "vera", "bamotf-viewer", "carl", "customer");

  /** Called by {@link IdentityStore#validate} for a credential of this type. */
  public CredentialValidationResult validate(UsernamePasswordCredential credential) {
    String group = GROUPS.get(credential.getCaller());
    return group != null && credential.compareTo(credential.getCaller(), PASSWORD)
        ? new CredentialValidationResult(credential.getCaller(), Set.of(group))
        : CredentialValidationResult.INVALID_RESULT;
  }
}
