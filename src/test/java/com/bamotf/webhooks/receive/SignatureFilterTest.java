package com.bamotf.webhooks.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.bamotf.webhooks.console.Stub;
import com.bamotf.webhooks.inbox.Bodies;
import com.bamotf.webhooks.inbox.InboxFixture;
import com.bamotf.webhooks.inbox.TestDatabases;
import com.bamotf.webhooks.signature.SignatureVerifier;
import com.bamotf.webhooks.signature.WebhookSigner;
import com.bamotf.webhooks.telemetry.Exposition;
import com.bamotf.webhooks.telemetry.RecordedSpans;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request as it comes if the filter for bodies has not read it. */
class SignatureFilterTest {

  private static final byte[] BODY =
      Bodies.event("pi_1", "succeeded").getBytes(StandardCharsets.UTF_8);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final InboxFixture inbox = new InboxFixture(TestDatabases.h2()).started();
  private final SignatureVerifier verifier = new SignatureVerifier(InboxFixture.SETTINGS);
  private final SignatureFilter filter = new SignatureFilter();
  private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
  private byte[] body = BODY;
  private boolean asyncSupported = true;
  private final List<RejectedRequest> told = new ArrayList<>();
  private Response answer;
  private Object verified;

  @BeforeEach
  void wire() {
    filter.verifier = verifier;
    filter.receiver = new Receiver(inbox.intake, inbox.inbox, inbox.telemetry);
    filter.bodies = new UnverifiedBodies(verifier, InboxFixture.SETTINGS, inbox.telemetry);
    filter.rejections = new RejectionListeners(List.of(told::add));
    filter.servletRequest =
        Stub.of(
            HttpServletRequest.class,
            Map.of(
                "isAsyncSupported", none -> asyncSupported,
                "getRemoteAddr", none -> "192.0.2.1"));
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  @Test
  void countsWhatItRefusesByTheHeader() {
    filter();
    assertThat(answer.getStatus()).isEqualTo(401);
    assertCounted("rejected", "missing");
    assertThat(told)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header()).isEmpty();
              assertThat(request.body()).isNull();
              assertThat(request.from()).isEqualTo("192.0.2.1");
            });
  }

  @Test
  void countsWhatItRefusesByTheBody() {
    sign();
    body = Bodies.event("pi_1", "canceled").getBytes(StandardCharsets.UTF_8);
    filter();
    assertThat(answer.getStatus()).isEqualTo(401);
    assertCounted("rejected", "mismatch");
    assertThat(told).singleElement().extracting(RejectedRequest::body).isEqualTo(body);
  }

  @Test
  void countsABodyThatIsTooLarge() {
    sign();
    body = new byte[InboxFixture.SETTINGS.webhook().maxBodySize() + 1];
    filter();
    assertThat(answer.getStatus()).isEqualTo(413);
    assertThat(Exposition.of(inbox.telemetry).counted())
        .containsOnly(entry("bamotf_webhook_requests_total{outcome=\"too_large\"}", 1.0));
    assertThat(told).as("its signature may be right").isEmpty();
  }

  @Test
  void handsOnAVerifiedBodyWithTheTraceOfItsRequest() {
    sign();
    filter();
    assertThat(verified)
        .isInstanceOfSatisfying(
            VerifiedBody.class,
            handedOn -> {
              assertThat(handedOn.bytes()).isEqualTo(BODY);
              assertThat(handedOn.signedBy()).isEqualTo(InboxFixture.SECRET.id());
              assertThat(handedOn.traceparent()).isNull();
            });
    headers.putSingle("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
    filter();
    assertThat(((VerifiedBody) verified).traceparent()).contains(TRACE);
    assertThat(answer).as("the resource answers").isNull();
    assertThat(Exposition.of(inbox.telemetry).counted()).isEmpty();
  }

  @Test
  void storesOnThisThreadIfTheRequestCannotBeSuspended() {
    RecordedSpans spans = new RecordedSpans(inbox.telemetry);
    asyncSupported = false;
    headers.putSingle("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
    sign();
    filter();
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(verified).isNull();
    assertThat(spans.last().getTraceId()).isEqualTo(TRACE);
    assertThat(inbox.value("select trace_context from bamotf_inbox"))
        .isEqualTo("00-" + TRACE + "-" + spans.last().getSpanId() + "-01");
  }

  private void assertCounted(String outcome, String reason) {
    assertThat(Exposition.of(inbox.telemetry).counted())
        .containsOnly(
            entry("bamotf_webhook_requests_total{outcome=\"" + outcome + "\"}", 1.0),
            entry("bamotf_webhook_rejections_total{reason=\"" + reason + "\"}", 1.0));
  }

  private void sign() {
    headers.putSingle(
        SignatureVerifier.HEADER, new WebhookSigner("my-secret").sign(BODY, Instant.now()));
  }

  private void filter() {
    ContainerRequestContext request =
        Stub.of(
            ContainerRequestContext.class,
            Map.of(
                "getProperty", name -> null,
                "getHeaders", none -> headers,
                "getHeaderString", name -> headers.getFirst((String) name),
                "getLength", none -> -1,
                "getEntityStream", none -> new ByteArrayInputStream(body),
                "abortWith", response -> answer = (Response) response));
    filter.filter(
        (ContainerRequestContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, method, arguments) ->
                    method.getName().equals("setProperty")
                        ? verified = arguments[1]
                        : method.invoke(request, arguments)));
  }
}
