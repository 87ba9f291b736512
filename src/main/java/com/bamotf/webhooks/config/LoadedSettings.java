package com.bamotf.webhooks.config;

import java.util.List;

/**
 * The settings together with what is worth telling about them at start.
 *
 * @param settings the validated settings
 * @param changed the settings that differ from their default, as {@code name=value}, never a secret
 * @param unknownNames configured names that begin with {@code bamotf.} but are no setting of this
 *     version
 */
public record LoadedSettings(Settings settings, List<String> changed, List<String> unknownNames) {

  public LoadedSettings {
    changed = List.copyOf(changed);
    unknownNames = List.copyOf(unknownNames);
  }
}
