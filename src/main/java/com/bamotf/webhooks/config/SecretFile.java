package com.bamotf.webhooks.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one secret, as Docker and Kubernetes mount them. */
public final class SecretFile {

  /** Bytes. */
  public static final int MAX_SIZE = 4096;

  private SecretFile() {}

  /**
   * Returns what the file holds, without its last newline; never empty.
   *
   * @throws IOException with a message that says what is wrong, without the file's content
   */
  public static String read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("it does not exist, or its folder cannot be entered");
    }
    if (!Files.isRegularFile(file)) { // a pipe could block forever
      throw new IOException("it is not a regular file");
    }
    String text = withoutLastLineEnd(text(bytes(file)));
    if (text.isEmpty()) {
      throw new IOException("it is empty");
    }
    return text;
  }

  private static byte[] bytes(Path file) throws IOException {
    byte[] bytes;
    try (InputStream content = Files.newInputStream(file)) {
      bytes = content.readNBytes(MAX_SIZE + 1);
    } catch (IOException e) {
      throw new IOException("it cannot be read (" + e + ")", e);
    }
    if (bytes.length > MAX_SIZE) {
      throw new IOException("it is too large");
    }
    return bytes;
  }

  private static String text(byte[] bytes) throws IOException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  private static String withoutLastLineEnd(String text) {
    int end = text.length();
    if (text.endsWith("\n")) {
      end -= text.endsWith("\r\n") ? 2 : 1;
    }
    return text.substring(0, end);
  }
}
