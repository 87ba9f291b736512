package com.bamotf.webhooks.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.signature.WebhookSigner;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoAnswerTest {

  private static final URI SLOW = URI.create("https://slow/");
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static String reason(IOException e) {
    return NoAnswer.reason(SLOW, e, Duration.ofSeconds(10), Duration.ofSeconds(300));
  }

  private static String reason(URI endpoint) throws InterruptedException {
    Attempt attempt = new WebhookSender(endpoint, new WebhookSigner("my-secret")).post(new byte[0]);
    return ((Attempt.Unanswered) attempt).reason();
  }

  @Test
  void timeoutsAreNamed() {
    assertThat(reason(new HttpConnectTimeoutException("x")))
        .isEqualTo(
            "no connection to https://slow/ within 10 s; look for a firewall, or correct the URL, whose port may not speak TLS");
    assertThat(
            NoAnswer.reason(
                URI.create("http://slow/"),
                new HttpConnectTimeoutException("x"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(6)))
        .endsWith("within 5 s; look for a firewall, or correct the URL");
    assertThat(reason(new HttpTimeoutException("x")))
        .isEqualTo("no answer from https://slow/ within 300 s; look at the server's log");
  }

  @Test
  void anUnknownHostIsNamed() throws InterruptedException {
    assertThat(reason(URI.create("http://no-such-host.invalid/x")))
        .isEqualTo(
            "no connection to http://no-such-host.invalid/x: the host no-such-host.invalid is unknown; correct the URL");
  }

  /** As Tomcat, nginx and the others do. */
  @Test
  void tlsToAPlainPortIsNamed() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerBadRequest(plain));
      server.start();
      URI url = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/");
      assertThat(reason(url))
          .isEqualTo(
              "no TLS at "
                  + url
                  + ": it speaks plain HTTP; use http:// instead of https://, or the port of TLS");
      server.join();
    }
  }

  private static void answerBadRequest(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsNamed(@TempDir Path folder) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys.p12"))));
    server.start();
    try {
      URI url = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      assertThat(reason(url))
          .startsWith("the certificate of " + url + " is not trusted (")
          .contains("-Djavax.net.ssl.trustStore=");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void otherFaultsOfTlsAreNamed() {
    assertThat(reason(new SSLHandshakeException("No subject alternative DNS name matching slow")))
        .contains("is for another name", "matching slow");
    assertThat(reason(new SSLHandshakeException("handshake_failure")))
        .contains("TLS connection to https://slow/ failed (handshake_failure)");
  }

  private static SSLContext selfSigned(Path store) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "x",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String printed = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(printed).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
