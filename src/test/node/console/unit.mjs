// The page's arithmetic and text, without a browser: node --test unit.mjs
import assert from 'node:assert/strict';
import {test} from 'node:test';

const PAGE = '../../../main/resources/com/bamotf/webhooks/console/page/';
const format = await import(PAGE + 'format.js');
const {pretty} = await import(PAGE + 'json.js');
const {days, totals, verdict} = await import(PAGE + 'ledger.js');

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
});

test('totals and days are exact', () => {
  const payment = {currency: 'EUR', mode: 'prod', status: 'succeeded', received: '9007199254740993', createdAt: '2026-11-26T23:59:59Z'};
  const payments = [payment, payment, {...payment, status: 'pending', received: null, createdAt: '2026-11-28T00:00:00Z'}];
  const [group] = totals(payments);
  assert.equal(group.received, 18014398509481986n);
  assert.deepEqual([group.paid, group.open, group.canceled], [2, 1, 0]);
  assert.deepEqual(days(payments).map((day) => [day.paid, day.other]), [[2, 0], [0, 0], [0, 1]]);
});

test('a payment is paid, overpaid or missing some', () => {
  const word = (status, amount, received) => verdict({status, amount, received}).slice(1);
  assert.deepEqual(word('succeeded', '100', '100'), ['Paid']);
  assert.deepEqual(word('succeeded', '100', '99'), ['Paid within tolerance', -1n]);
  assert.deepEqual(word('succeeded', '100', '101'), ['Overpaid', 1n]);
  assert.deepEqual(word('processing', '100', '40'), ['Missing', 60n]);
  assert.deepEqual(word('processing', '100', '0'), ['Waiting for', 100n]);
  assert.deepEqual(word('pending', '100', null), ['Nothing received yet']);
});
