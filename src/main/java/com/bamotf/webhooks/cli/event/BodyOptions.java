package com.bamotf.webhooks.cli.event;

import com.bamotf.webhooks.cli.terminal.Failure;
import com.bamotf.webhooks.cli.terminal.Shell;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a body comes from. */
final class BodyOptions {

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "The body, byte for byte; - is standard input.")
  String file;

  byte[] read(Shell shell) {
    return read(shell, file);
  }

  /**
   * @param file a path, or - for standard input
   * @throws Failure if it cannot be read
   */
  static byte[] read(Shell shell, String file) {
    try {
      return file.equals("-") ? shell.in().readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw unreadable(file, "does not exist");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "may not be read by you");
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, "cannot be read: " + e.getMessage());
    }
  }

  private static Failure unreadable(String file, String why) {
    return Failure.usage(
        "The file %s %s; name a readable file, or - for standard input".formatted(file, why));
  }
}
