package com.bamotf.webhooks.acceptance;

import com.bamotf.webhooks.Waiting;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A reverse proxy from Debian's packages, with its snippet of docs/security.md. */
enum ReverseProxy {
  NGINX("nginx", "nginx-light") {
    @Override
    String configuration(Path folder, int port, String snippet) {
      return """
          daemon off;
          master_process off;
          pid %1$s/nginx.pid;
          error_log %1$s/error.log;
          events {}
          http {
            access_log off;
            client_body_temp_path %1$s/body;
            proxy_temp_path %1$s/proxy;
            fastcgi_temp_path %1$s/fastcgi;
            uwsgi_temp_path %1$s/uwsgi;
            scgi_temp_path %1$s/scgi;
            server {
              listen 127.0.0.1:%2$s;
              %3$s
            }
          }
          """
          .formatted(folder, port, snippet);
    }

    @Override
    List<String> arguments(Path file) {
      return List.of("-c", file.toString());
    }
  },

  HAPROXY("haproxy", "haproxy") {
    @Override
    String configuration(Path folder, int port, String snippet) {
      return replaced(snippet, "bind :443 ssl crt .*", "bind 127.0.0.1:" + port) + "\n";
    }

    @Override
    List<String> arguments(Path file) {
      return List.of("-db", "-f", file.toString());
    }
  },

  APACHE("apache2", "apache2") {
    @Override
    String configuration(Path folder, int port, String snippet) {
      return """
          ServerRoot "%1$s"
          DefaultRuntimeDir "%1$s"
          PidFile "%1$s/apache.pid"
          ErrorLog "%1$s/error.log"
          ServerName localhost
          User www-data
          Group www-data
          LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
          LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
          LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
          LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
          Listen 127.0.0.1:%2$s
          <VirtualHost 127.0.0.1:%2$s>
          %3$s
          </VirtualHost>
          """
          .formatted(folder, port, snippet);
    }

    @Override
    List<String> arguments(Path file) {
      return List.of("-D", "FOREGROUND", "-f", file.toString());
    }
  },

  CADDY("caddy", "caddy") {
    @Override
    String configuration(Path folder, int port, String snippet) {
      return """
          {
            admin off
            default_bind 127.0.0.1
          }
          %s
          """
          .formatted(replaced(snippet, "shop.example.com", "http://:" + port));
    }

    @Override
    List<String> arguments(Path file) {
      return List.of("run", "--adapter", "caddyfile", "--config", file.toString());
    }
  };

  private static final Path DOCUMENT = Path.of("docs/security.md");
  private static final String BACKEND = "127.0.0.1:8080";

  private final String program;
  private final String debianPackage;

  ReverseProxy(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /** A whole configuration around the snippet. */
  abstract String configuration(Path folder, int port, String snippet);

  abstract List<String> arguments(Path file);

  /** One that runs in a process of its own. */
  record Running(Process process, int port, Path log) implements AutoCloseable {

    URI uri(String path) {
      return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      ServerProcess.end(process);
    }

    private boolean answers() {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    }
  }

  /** Starts it in front of a server, and waits until it listens. */
  Running start(Path folder, ServerProcess server) throws IOException {
    int port = ServerProcess.freePort();
    String snippet = replaced(snippet(), Pattern.quote(BACKEND), server.uri("").getAuthority());
    Path file =
        Files.writeString(folder.resolve("proxy.conf"), configuration(folder, port, snippet));
    Path log = folder.resolve("proxy.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(executable()), arguments(file).stream()).toList());
    builder.environment().put("HOME", folder.toString()); // Caddy keeps its state there
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(folder.toFile())
            .start();
    Running running = new Running(process, port, log);
    try {
      Waiting.await().failFast(() -> requireAlive(process, log)).until(running::answers);
      return running;
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private void requireAlive(Process process, Path log) {
    if (!process.isAlive()) {
      throw new IllegalStateException(program + " has ended: " + ServerProcess.text(log));
    }
  }

  /** What stands in the document, so that what is tested is what users copy. */
  private String snippet() throws IOException {
    Matcher block =
        Pattern.compile("```" + name().toLowerCase(Locale.ROOT) + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT));
    if (!block.find()) {
      throw new IllegalStateException(DOCUMENT + " has no block of code named " + name());
    }
    return block.group(1);
  }

  private static String replaced(String text, String pattern, String replacement) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(DOCUMENT + " lacks " + pattern);
    }
    return matcher.replaceAll(Matcher.quoteReplacement(replacement));
  }

  private String executable() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    program
                        + " is not installed; on Debian and Ubuntu: apt-get install "
                        + debianPackage))
        .toString();
  }
}
