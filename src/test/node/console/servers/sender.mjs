// Signs and posts events as bamotf does.
import {createHmac, randomBytes, randomUUID} from 'node:crypto';

export const newId = () => 'clp' + randomUUID().replaceAll('-', '').slice(0, 22);

/** The header's value; a wrong digest comes from another secret or another body. */
export const signed = (secret, body, at = Date.now()) =>
  `v=${at},d=${createHmac('sha256', secret).update(body + at).digest('hex')}`;

export function eventOf({id = newId(), event = 'payment_intent.succeeded', mode = 'prod', amount = '2500', ...intent}) {
  const now = new Date().toISOString();
  const transaction = {
    id: randomBytes(32).toString('hex'), amount: '31250', originalAmount: amount, confirmations: 3, paymentIntentId: id, createdAt: now, updatedAt: now,
  };
  return {
    id: randomUUID(), idempotenceKey: randomUUID(), created: now, event, data: {paymentIntent: {
      id, mode, address: 'bc1q00hf9mlaxzej30cx5q6200c636ufdc4gjmqyuh', amount, status: 'succeeded', confirmations: 1, tolerance: 0.02,
      currency: 'EUR', canceledAt: null, cancellationReason: null, description: 'Order 4711', metadata: null, accountId: 'clk9v3f1x000008l4h2d1c3b5',
      createdAt: now, updatedAt: now, transactions: [transaction], ...intent,
    }},
  };
}

export function sender({webhook, secret}) {
  /** Returns the status of the answer. */
  const post = async (body, header, more = {}) => {
    const headers = {'Content-Type': 'text/plain;charset=UTF-8', ...(header !== null && {'X-Webhook-Signature': header}), ...more};
    const answer = await fetch(webhook, {method: 'POST', body, headers});
    await answer.text();
    return answer.status;
  };
  /** As bamotf does it; returns the payment intent's id. */
  const deliver = async (fields = {}) => {
    const event = eventOf(fields);
    const body = JSON.stringify(event);
    const status = await post(body, signed(secret, body));
    if (status !== 200) {
      throw new Error(`The webhook was answered ${status}`);
    }
    return event.data.paymentIntent.id;
  };
  return {post, deliver};
}
