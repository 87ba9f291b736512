package com.bamotf.webhooks.benchmark.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One HTTP connection that is kept open, and made anew where the receiver says that it closes it,
 * as Payara does after 256 requests. Not for several threads.
 */
final class Connection implements AutoCloseable {

  private final URI receiver;
  private Socket socket;
  private InputStream in;
  private boolean closing;

  Connection(URI receiver) throws IOException {
    this.receiver = receiver;
    open();
  }

  private void open() throws IOException {
    socket = new Socket(receiver.getHost(), receiver.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in = new BufferedInputStream(socket.getInputStream());
    closing = false;
  }

  /** Sends a whole request and reads the whole answer, of which the status is returned. */
  int exchange(byte[] request) throws IOException {
    if (closing) {
      socket.close();
      open();
    }
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ")[1]);
    long length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
      closing |= lower.startsWith("connection:") && lower.endsWith("close");
    }
    if (chunked) {
      skipChunks();
    } else {
      in.skipNBytes(length);
    }
    return status;
  }

  private void skipChunks() throws IOException {
    int size;
    do {
      size = Integer.parseInt(line(), 16);
      in.skipNBytes(size);
      line();
    } while (size > 0);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The receiver closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
