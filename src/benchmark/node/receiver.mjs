// The receiver of bamotf's guide on node:http: verifies with secure-webhooks, parses, inserts one
// row and answers after its commit. A fact that is there already is not inserted again. Each
// insert is a transaction of its own, by a statement that each connection prepares once.
//
//   PORT=… PGHOST=… PGPORT=… PGDATABASE=… PGUSER=… PGPASSWORD=… WEBHOOK_SECRET=… node receiver.mjs
//
// POOL sets the number of connections; 10, pg's own default, without it. Prints "ready" when it
// listens.
import {createServer} from 'node:http'
import pg from 'pg'
import secureWebhooks from 'secure-webhooks'

const secret = process.env.WEBHOOK_SECRET
const pool = new pg.Pool({max: Number(process.env.POOL ?? 10)})
await pool.query(`create table if not exists webhook (
  id bigint generated always as identity primary key,
  fact text not null unique,
  event text not null,
  payment_intent_id text not null,
  received_at timestamptz not null default now(),
  body text not null)`)

const INSERT = {
  name: 'insert',
  text: `insert into webhook (fact, event, payment_intent_id, body) values ($1, $2, $3, $4)
    on conflict (fact) do nothing`,
}

async function receive(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString('utf8')
  const signature = request.headers['x-webhook-signature'] ?? ''
  if (!secureWebhooks.symmetric.verify(body, secret, signature)) {
    return [401, {success: false, error: 'Invalid signature'}]
  }
  const {event, data: {paymentIntent}} = JSON.parse(body)
  switch (event) {
    case 'payment_intent.processing':
    case 'payment_intent.succeeded': {
      const values = [`${paymentIntent.id} ${event}`, event, paymentIntent.id, body]
      await pool.query({...INSERT, values})
      return [200, {success: true}]
    }
    default:
      return [200, {success: false, error: 'Unknown event'}]
  }
}

const server = createServer(async (request, response) => {
  let answer
  try {
    answer = await receive(request)
  } catch (error) {
    console.error(error)
    answer = [500, {success: false, error: 'Internal error'}]
  }
  const [status, body] = answer
  response.writeHead(status, {'content-type': 'application/json'})
  response.end(JSON.stringify(body))
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'))
