package com.bamotf.webhooks.war;

import static org.assertj.core.api.Assertions.assertThat;

import com.bamotf.webhooks.dispatch.LogLines;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class ErrorResponsesTest {

  @Test
  void aFailureIsLoggedButCannotFillTheLogAndIsNotShown() {
    ErrorResponses responses = new ErrorResponses();
    try (LogLines log = new LogLines(ErrorResponses.class)) {
      for (int i = 0; i < 50; i++) {
        Response response = responses.toResponse(new IllegalStateException("hush"));
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getEntity().toString()).doesNotContain("hush");
      }
      log.assertFew("BAMOTF601");
    }
  }
}
