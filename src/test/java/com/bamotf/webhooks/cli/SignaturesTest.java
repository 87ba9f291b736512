package com.bamotf.webhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.signature.WebhookSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands sign, verify and doctor, and where their secret comes from. */
class SignaturesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String BODY = "{\"a\": 1}";

  private final CommandRun command =
      new CommandRun().with("WEBHOOK_SECRET", "my-secret").at(NOW).typing(BODY);

  @TempDir private Path folder;
  private Path body;

  @BeforeEach
  void writeBody() throws Exception {
    body = Files.writeString(folder.resolve("body.json"), BODY);
  }

  private static String signed(String secret, Instant at) {
    return new WebhookSigner(secret).sign(BODY.getBytes(UTF_8), at);
  }

  @Test
  void signsABodyNowOrAtATime() {
    assertThat(command.run("sign", "--file", body.toString())).isZero();
    assertThat(command.out().strip()).isEqualTo("x-webhook-signature: " + signed("my-secret", NOW));

    assertThat(command.run("sign", "-f", "-", "--at", "2026-01-01T00:00:00Z", "--json")).isZero();
    assertThat(command.out().strip())
        .isEqualTo(
            "{\"header\":\"x-webhook-signature\",\"value\":\""
                + signed("my-secret", Instant.parse("2026-01-01T00:00:00Z"))
                + "\"}");
  }

  @Test
  void thereIsNoSignatureBefore1970() {
    assertThat(command.run("sign", "-f", "-", "--at", "1969-12-31T23:59:59Z")).isEqualTo(2);
    assertThat(command.err()).contains("before 1970");
    assertThat(command.run("sign", "-f", "-", "--at", "yesterday")).isEqualTo(2);
    assertThat(command.err()).contains("\"yesterday\" is not a time in UTC such as 2026-");
  }

  @Test
  void verifiesAValidSignature() {
    String line = "X-Webhook-Signature: " + signed("my-secret", NOW);
    assertThat(command.run("verify", "-f", "-", "--header", line)).isZero();
    assertThat(command.out().strip()).isEqualTo("Valid, signed at 2026-11-24T12:00:00Z");

    command.typing(BODY);
    String value = signed("my-secret", NOW);
    assertThat(command.run("verify", "-f", "-", "--header", value, "--json")).isZero();
    assertThat(command.out().strip())
        .isEqualTo("{\"valid\":true,\"signedAt\":\"2026-11-24T12:00:00Z\"}");
  }

  @Test
  void verifiesWithTheTimeAndTheToleranceOfTheReceiver() {
    String old = signed("my-secret", NOW.minusSeconds(301));
    String file = body.toString();
    assertThat(command.run("verify", "-f", file, "--header", old)).isEqualTo(1);
    assertThat(command.out()).startsWith("Not valid. ").contains("PT1S older");
    assertThat(command.run("verify", "-f", file, "--header", old, "--tolerance", "PT301S"))
        .isZero();
    assertThat(command.run("verify", "-f", file, "--header", old, "--at", "2026-11-24T11:59:59Z"))
        .isZero();
    for (String wrong : new String[] {"PT0S", "-PT1S", "P9999D"}) {
      assertThat(command.run("verify", "-f", file, "--header", old, "--tolerance=" + wrong))
          .isEqualTo(2);
      assertThat(command.err()).contains("--tolerance");
    }
  }

  @Test
  void aWrongSignatureIsNotValid() {
    String other = signed("other", NOW);
    assertThat(command.run("verify", "-f", body.toString(), "--header", other, "--json"))
        .isEqualTo(1);
    assertThat(command.out()).startsWith("{\"valid\":false,\"reason\":\"The signature matches no");
    assertThat(command.run("verify", "-f", body.toString())).isEqualTo(1);
    assertThat(command.out()).contains("no x-webhook-signature header");
  }

  @ParameterizedTest
  @CsvSource({
    "'my-secret\n', secret_newline",
    "'my-secret ', secret_whitespace",
    "'\"my-secret\"', secret_quotes",
    "bXktc2VjcmV0, secret_base64",
    "6d792d736563726574, secret_hex",
    "other, other_secret_or_body",
  })
  void theDoctorFindsTheMistake(String secret, String mistake) {
    String header = signed(secret, NOW.minusSeconds(3));
    assertThat(command.run("doctor", "-f", body.toString(), "--header", header)).isEqualTo(1);
    assertThat(command.out().lines())
        .hasSize(4)
        .startsWith("Not valid: " + mistake)
        .endsWith("Signed at 2026-11-24T11:59:57Z, PT3S before its arrival.");
    assertThat(command.out()).doesNotContain("my-secret");
  }

  @Test
  void theDoctorKnowsAValidSignatureAndAMissingOne() {
    String header = signed("my-secret", NOW.plusSeconds(2));
    assertThat(command.run("doctor", "-f", body.toString(), "--header", header)).isZero();
    assertThat(command.out()).startsWith("Valid").contains("PT2S after");

    assertThat(command.run("doctor", "-f", body.toString(), "--json")).isEqualTo(1);
    assertThat(command.out())
        .contains("\"mistake\":\"header_missing\"", "\"signedAt\":null", "\"offsetSeconds\":null");
    assertThat(command.run("doctor", "-f", body.toString(), "--header", header, "--json")).isZero();
    assertThat(command.out()).contains("\"valid\":true", "\"offsetSeconds\":2.000");
  }

  @Test
  void theDoctorCountsAnyTime() {
    String header = signed("my-secret", Instant.EPOCH);
    String file = body.toString();
    assertThat(
            command.run(
                "doctor", "-f", file, "--json", "--header", header, "--at", Instant.MAX.toString()))
        .isEqualTo(1);
    assertThat(command.out()).contains("\"offsetSeconds\":-31556889864403200.000");
  }

  @Test
  void theSecretIsThatOfTheFileThenOfTheEnvironmentThenOfTheVariablesFile() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "from-file\n");
    String body = this.body.toString();
    assertThat(command.run("sign", "-f", body, "--secret-file", file.toString())).isZero();
    assertThat(command.out()).contains(signed("from-file", NOW));

    CommandRun both =
        new CommandRun().at(NOW).with("WEBHOOK_SECRET", "a").with("BAMOTF_WEBHOOK_SECRET", "b");
    both.run("sign", "-f", body);
    assertThat(both.out()).contains(signed("a", NOW));
    both.with("WEBHOOK_SECRET", "").run("sign", "-f", body);
    assertThat(both.out()).contains(signed("b", NOW));

    CommandRun named = new CommandRun().at(NOW).with("WEBHOOK_SECRET_FILE", file.toString());
    named.run("sign", "-f", body);
    assertThat(named.out()).contains(signed("from-file", NOW));
  }

  @Test
  void aPersonIsAskedForTheSecret() {
    CommandRun asked = new CommandRun().at(NOW).answering("typed");
    assertThat(asked.run("sign", "-f", body.toString())).isZero();
    assertThat(asked.questions()).containsExactly("Webhook secret");
    assertThat(asked.out()).contains(signed("typed", NOW));
    assertThat(new CommandRun().answering("").run("sign", "-f", body.toString())).isEqualTo(2);
  }

  @Test
  void aVariableThatNamesNoFileIsNamed() {
    CommandRun named = new CommandRun().with("BAMOTF_WEBHOOK_SECRET_FILE", "a\0b");
    assertThat(named.run("sign", "-f", body.toString())).isEqualTo(2);
    assertThat(named.err()).contains("BAMOTF_WEBHOOK_SECRET_FILE is not the path of a file");
    named = new CommandRun().with("WEBHOOK_SECRET_FILE", folder.resolve("gone").toString());
    assertThat(named.run("sign", "-f", body.toString())).isEqualTo(2);
    assertThat(named.err()).contains("WEBHOOK_SECRET_FILE cannot be used: it does not exist");
  }

  @Test
  void withoutASecretAScriptIsToldWhatToSet() {
    CommandRun none = new CommandRun();
    assertThat(none.run("sign", "-f", body.toString())).isEqualTo(2);
    assertThat(none.err()).contains("There is no secret", "WEBHOOK_SECRET", "--secret-file");
  }

  @ParameterizedTest
  @CsvSource({"gone, it does not exist", "., it is not a regular file", "empty, it is empty"})
  void aSecretFileThatCannotBeUsedIsNamed(String name, String why) throws Exception {
    Files.createFile(folder.resolve("empty"));
    String file = folder.resolve(name).toString();
    assertThat(command.run("sign", "-f", body.toString(), "--secret-file", file)).isEqualTo(2);
    assertThat(command.err()).contains("--secret-file " + file, why);
  }
}
