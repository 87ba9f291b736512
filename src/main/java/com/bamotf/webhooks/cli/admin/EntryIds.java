package com.bamotf.webhooks.cli.admin;

import com.bamotf.webhooks.cli.terminal.Failure;

/** Ids of entries. */
final class EntryIds {

  private EntryIds() {}

  static String check(String id) {
    if (!id.matches("[0-9]{1,19}")) {
      throw Failure.usage(
          "\"%s\" is not the id of an entry; it is a number, as entries list shows it"
              .formatted(id));
    }
    return id;
  }
}
