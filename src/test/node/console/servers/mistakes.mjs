// The usual mistakes with a signature, and what a person is told of each.
import {createHmac} from 'node:crypto';
import {eventOf, signed} from './sender.mjs';

const MINUTE = 60000;
// With a little more, so that a minute is full when the request is examined.
const OFF = 20.5 * MINUTE;
const BOM = '\uFEFF';

const encoded = (text, encoding) => Buffer.from(text).toString(encoding);
const bodyOnly = (secret, body) => `v=${Date.now()},d=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** [{name, header, body, title, says}]; what is not pasted as it arrives has its bytes in sent. */
export function mistakes({secret, older}) {
  const event = eventOf({description: 'Grün'});
  const body = JSON.stringify(event);
  const lines = JSON.stringify(event, null, 2);
  const withSecret = (name, other, title, says) => ({name, header: signed(other, body), body, title, says});
  const withBody = (name, original, received, title, says) => ({name, header: signed(secret, original), body: received, title, says});
  return [
    withSecret('space behind the secret', `${secret} `, 'White space around the secret', 'a space at the start or end of the secret'),
    withSecret('quotes around the secret', `"${secret}"`, 'Quotes around the secret', 'has the secret in quotes'),
    withSecret('secret from a file with a newline', `${secret}\n`, 'A newline in the secret', 'a newline after the secret, as at the end of a file'),
    withSecret('apostrophes around the secret', `'${secret}'`, 'Quotes around the secret', 'has the secret in quotes'),
    withSecret('secret from a file of Windows', `${secret}\r\n`, 'A newline in the secret', 'a newline after the secret, as at the end of a file'),
    withSecret('secret as base64', encoded(secret, 'base64'), 'The secret was decoded as base64, or was not', 'decodes the secret from Base64'),
    withSecret('secret as hex', encoded(secret, 'hex'), 'The secret was decoded as hex, or was not', 'decodes the secret from hex digits'),
    withBody('body re-serialised', body, lines, 'The body was parsed and written again', 'parsed and written again after it was signed'),
    withBody('line endings changed', lines.replaceAll('\n', '\r\n'), lines, 'The line endings of the body were changed', 'line endings differ from those that were signed'),
    withBody('byte order mark added', body, BOM + body, 'A byte order mark was added or removed', 'A byte order mark was added to the body or removed'),
    withBody('newline added', body, body + '\n', 'The line endings of the body were changed', 'line endings differ from those that were signed'),
    withBody('byte order mark removed', BOM + body, body, 'A byte order mark was added or removed', 'A byte order mark was added to the body or removed'),
    {
      ...withBody('charset changed', body, Buffer.from(body).toString('latin1'), 'The body was converted to another charset', 'decoded and encoded with different charsets'),
      sent: Buffer.from(body, 'latin1'),
    },
    {name: 'digest of the body alone', header: bodyOnly(secret, body), body, title: 'Only the body was signed, without the time', says: 'covers the body alone, without the time v'},
    {name: 'older secret', header: signed(older, body), body, title: 'Signed with an older secret', says: 'valid, but not with the first secret', accepted: true},
    {name: 'clock behind', header: signed(secret, body, Date.now() - OFF), body, title: 'The signature is too old', says: 'it differs by 20 minutes', off: '20 min, the signature is older than the clock'},
    {name: 'clock ahead', header: signed(secret, body, Date.now() + OFF), body, title: 'The signature is from the future', says: 'it differs by 20 minutes', off: '20 min, the signature is newer than the clock'},
    withSecret('another secret', 'guess', 'Another secret, or another body', 'No configured secret gives this digest'),
    {name: 'nothing wrong', header: signed(secret, body), body, title: 'The signature is valid', says: 'The signature is valid', accepted: true},
  ];
}
