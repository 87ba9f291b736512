// Signs a body with secure-webhooks and posts it with fetch, as a bamotf server does
// (apps/server/app/queues/webhook-attempt.server.ts, snapshot of 2023-12-13), once.
//
//   node send.mjs BODY_FILE URL [SECRET]      the secret defaults to the variable WEBHOOK_SECRET
//
// Prints one line of JSON, {"status":200,"body":"..."}, whatever the status is. Exit code: 0 when
// there was an answer, 1 when there was none ({"error":"..."}), 2 for wrong usage.
import {readFile} from 'node:fs/promises'
import secureWebhooks from 'secure-webhooks'

const [file, url, secret = process.env.WEBHOOK_SECRET] = process.argv.slice(2)
if (!file || !url || !secret) {
  console.error('Usage: node send.mjs BODY_FILE URL [SECRET] (or the secret in WEBHOOK_SECRET)')
  process.exit(2)
}

const body = await readFile(file, 'utf8')
const signature = secureWebhooks.symmetric.sign(body, secret)
try {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {'x-webhook-signature': signature},
    body,
  })
  console.log(JSON.stringify({status: answer.status, body: await answer.text()}))
} catch (error) {
  console.log(JSON.stringify({error: String(error.cause ?? error)}))
  process.exitCode = 1
}
