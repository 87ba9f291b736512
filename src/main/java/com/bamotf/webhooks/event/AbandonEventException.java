package com.bamotf.webhooks.event;

import jakarta.ejb.ApplicationException;

/**
 * Thrown by an observer that can never handle this event. The event is not retried; it is kept as
 * abandoned with the reason until an operator requeues it.
 *
 * <p>The transaction is rolled back. An EJB container does not wrap this exception in an {@code
 * EJBException}.
 */
@ApplicationException(rollback = true)
public class AbandonEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason for the operator: why no retry can help
   */
  public AbandonEventException(String reason) {
    super(reason);
  }

  /**
   * @param reason for the operator: why no retry can help
   */
  public AbandonEventException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
