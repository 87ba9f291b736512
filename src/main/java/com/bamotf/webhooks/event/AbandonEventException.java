package com.bamotf.webhooks.event;

import jakarta.ejb.ApplicationException;

/**
 * Thrown by an observer to say that it can never handle this event: it is not tried again, and kept
 * as abandoned with the reason, for a person to look at and perhaps to requeue.
 *
 * <p>The transaction is rolled back. An EJB container hands the exception through as it is, and
 * does not wrap it into an {@code EJBException}.
 */
@ApplicationException(rollback = true)
public class AbandonEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Abandons the event.
   *
   * @param reason for the operator: why no further try can help
   */
  public AbandonEventException(String reason) {
    super(reason);
  }

  /**
   * Abandons the event because of another failure.
   *
   * @param reason for the operator: why no further try can help
   */
  public AbandonEventException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
