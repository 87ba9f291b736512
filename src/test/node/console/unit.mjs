// The page's arithmetic and text, without a browser: node --test unit.mjs
import assert from 'node:assert/strict';
import {test} from 'node:test';

const PAGE = '../../../main/resources/com/bamotf/webhooks/console/page/';
const format = await import(PAGE + 'format.js');
const {isLong, pretty} = await import(PAGE + 'json.js');
const {daysOf, verdict} = await import(PAGE + 'ledger.js');

test('amounts have the digits of their currency, whatever their size', () => {
  const cases = [
    ['2500', 'EUR', '25.00 EUR'], [5, 'EUR', '0.05 EUR'], ['12800', 'JPY', '12,800 JPY'], ['12345', 'BHD', '12.345 BHD'], ['1', 'BTC', '0.00000001 BTC'],
    ['150000000', 'BTC', '1.50000000 BTC'], ['9223372036854775807', 'EUR', '92,233,720,368,547,758.07 EUR'], ['-250', 'USD', '−2.50 USD'],
    ['0', 'BHD', '0.000 BHD'], ['1000', 'KRW', '1,000 KRW'], ['NaN', 'EUR', 'NaN EUR'], ['<b>', undefined, '<b>'],
  ];
  cases.forEach(([value, currency, text]) => assert.equal(format.amount(value, currency), text));
  assert.equal(format.amount(null, 'EUR'), '–');
});

test('times are relative in one unit', () => {
  const now = Date.parse('2026-11-28T12:00:00Z');
  assert.equal(format.relative('2026-11-28T11:58:01Z', now), '1 min ago');
  assert.equal(format.relative('2026-11-26T11:00:00Z', now), '2 d ago');
  assert.equal(format.relative('2026-11-28T12:04:00Z', now), 'in 4 min');
  assert.equal(format.relative('2026-11-28T12:00:01Z', now), 'now');
});

test('an error loses the packages of the class that it starts with, and nothing else', () => {
  assert.equal(format.shortError('java.net.ConnectException: see com.example.Foo'), 'ConnectException: see com.example.Foo');
  assert.equal(format.shortError('The event is unreadable'), 'The event is unreadable');
});

test('JSON is laid out with its numbers and escapes as they were written', () => {
  assert.equal(pretty('{"a":12345678901234567890,"b":[],"c":[1.0,"x\\"{,}"],"d":{}}'),
    '{\n  "a": 12345678901234567890,\n  "b": [],\n  "c": [\n    1.0,\n    "x\\"{,}"\n  ],\n  "d": {}\n}');
  assert.equal(pretty('{"a":'), null);
  assert.ok(!isLong('"' + 'x'.repeat(199998) + '"'));
  assert.ok(isLong('"' + 'x'.repeat(199999) + '"'));
});

test('days without a payment are in the chart, other currencies and modes are not', () => {
  const day = (date, payments, paid, currency = 'EUR', mode = 'prod') => ({day: date, currency, mode, payments, paid});
  const rows = daysOf([day('2026-11-26', 3, 2), day('2026-11-27', 9, 9, 'USD'), day('2026-11-28', 1, 0), day('2026-11-29', 1, 0, 'EUR', 'test')], {currency: 'EUR', mode: 'prod'});
  assert.deepEqual(rows.map((each) => [each.payments, each.paid]), [[3, 2], [0, 0], [1, 0]]);
  assert.equal(rows[0].time, Date.parse('2026-11-26T00:00:00Z'));
  assert.deepEqual(daysOf([], {currency: 'EUR', mode: 'prod'}), []);
});

test('a payment is paid, overpaid or missing some', () => {
  const word = (status, amount, received) => verdict({status, amount, received}).slice(1);
  assert.deepEqual(word('succeeded', '100', '100'), ['Paid']);
  assert.deepEqual(word('succeeded', '100', '99'), ['Paid within tolerance', -1n]);
  assert.deepEqual(word('succeeded', '100', '101'), ['Overpaid', 1n]);
  assert.deepEqual(word('succeeded', '100', '0'), ['Paid'], 'its transactions are not known');
  assert.deepEqual(word('paid_late', '100', '100'), ['Paid']);
  assert.deepEqual(word('paid_late', '100', null), ['Paid']);
  assert.deepEqual(word('processing', '100', '40'), ['Missing', 60n]);
  assert.deepEqual(word('processing', '100', '0'), ['Waiting for', 100n]);
  assert.deepEqual(word('pending', '100', null), ['Nothing received yet']);
});
