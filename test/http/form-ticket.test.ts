import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Request } from 'express';
import { createFormTickets, type FormTickets } from '../../src/http/form-ticket.ts';
import { createKeyRing } from '../../src/lib/key-ring.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const HOUR_MS = 3_600_000;
const OLD_KEY = { id: 'old', bytes: Buffer.alloc(32, 1) };
const NEW_KEY = { id: 'new', bytes: Buffer.alloc(32, 2) };

/** What a ticket looks at in a request. */
function requestWith(headers: Record<string, string>, host = 'bridge.example'): Request {
  return { headers, host } as unknown as Request;
}

const OWN_PAGE = requestWith({ 'sec-fetch-site': 'same-origin' });

describe('form tickets', () => {
  const clock = createFakeClock(1_700_000_000_000);
  const ticketsWith = (...keys: (typeof OLD_KEY)[]): FormTickets =>
    createFormTickets({ keyRing: createKeyRing(keys), clock, publicUrl: 'https://sso.example' });
  const tickets = ticketsWith(OLD_KEY);
  const verify = (ticket: unknown, request = OWN_PAGE) => tickets.verify(ticket, 'login', 'wl', request);

  test('a ticket is good for its form and white label, more than once', () => {
    const ticket = tickets.issue('login', 'wl');
    verify(ticket);
    verify(ticket);
  });

  test('no two tickets are the same', () => {
    assert.notEqual(tickets.issue('login', 'wl'), tickets.issue('login', 'wl'));
  });

  test('a ticket of another form or white label is refused', () => {
    assert.throws(() => verify(tickets.issue('deposit', 'wl')), { code: 'form_expired' });
    assert.throws(() => verify(tickets.issue('login', 'wl2')), { code: 'form_expired' });
  });

  test('a name that looks like two does not make one ticket pass for another', () => {
    assert.throws(() => tickets.verify(tickets.issue('login', 'a/b'), 'login/a', 'b', OWN_PAGE), {
      code: 'form_expired',
    });
  });

  test('a ticket is good for an hour and not a millisecond longer', () => {
    const ticket = tickets.issue('login', 'wl');
    clock.advance(HOUR_MS - 1);
    verify(ticket);
    clock.advance(1);
    assert.throws(() => verify(ticket), { code: 'form_expired' });
  });

  test('a ticket with any character changed, or a part missing, is refused', () => {
    const ticket = tickets.issue('login', 'wl');
    for (let at = 0; at < ticket.length; at += 1) {
      const changed = ticket[at] === 'A' ? 'B' : 'A';
      const altered = ticket.slice(0, at) + changed + ticket.slice(at + 1);
      assert.throws(() => verify(altered), { code: 'form_expired' }, altered);
    }
    for (const part of ['', ticket.slice(1), ticket.slice(0, -1), ticket.split('.').slice(0, 3).join('.')]) {
      assert.throws(() => verify(part), { code: 'form_expired' });
    }
  });

  test('what is no text at all is refused', () => {
    const ticket = tickets.issue('login', 'wl');
    for (const value of [
      undefined,
      null,
      1,
      {},
      [ticket],
      [ticket, ticket],
      '\0',
      '.'.repeat(10_000),
      '__proto__.1.1.1',
    ]) {
      assert.throws(() => verify(value), { code: 'form_expired' });
    }
  });

  test('a ticket outlives the key that signed it for as long as that is in the ring, and no longer', () => {
    const ticket = tickets.issue('login', 'wl');
    ticketsWith(NEW_KEY, OLD_KEY).verify(ticket, 'login', 'wl', OWN_PAGE);
    assert.throws(() => ticketsWith(NEW_KEY).verify(ticket, 'login', 'wl', OWN_PAGE), { code: 'form_expired' });
  });

  const ORIGINS = [
    { says: { 'sec-fetch-site': 'same-origin' }, isOwn: true },
    { says: { 'sec-fetch-site': 'same-origin', origin: 'null' }, isOwn: true },
    { says: { 'sec-fetch-site': 'same-site' }, isOwn: false },
    { says: { 'sec-fetch-site': 'cross-site' }, isOwn: false },
    { says: { 'sec-fetch-site': 'none' }, isOwn: false },
    { says: { 'sec-fetch-site': 'same-origin, cross-site' }, isOwn: false },
    { says: { 'sec-fetch-site': 'cross-site', origin: 'https://sso.example' }, isOwn: false },
    { says: {}, isOwn: true },
    { says: { origin: 'null' }, isOwn: true },
    { says: { origin: 'https://sso.example' }, isOwn: true },
    { says: { origin: 'https://bridge.example' }, isOwn: true },
    { says: { origin: 'https://bridge.example.evil.example' }, isOwn: false },
    { says: { origin: 'https://evil.example' }, isOwn: false },
    { says: { origin: 'https://bridge.example:8443' }, isOwn: false },
    { says: { origin: 'rubbish' }, isOwn: false },
    { says: { origin: '' }, isOwn: false },
  ];
  for (const { says, isOwn } of ORIGINS) {
    test(`a browser that says ${JSON.stringify(says)} is ${isOwn ? 'believed' : 'refused'}`, () => {
      const ticket = tickets.issue('login', 'wl');
      if (isOwn) verify(ticket, requestWith(says));
      else assert.throws(() => verify(ticket, requestWith(says)), { code: 'form_foreign' });
    });
  }

  test('a request without a host agrees with no origin', () => {
    const ticket = tickets.issue('login', 'wl');
    const request = { headers: { origin: 'rubbish' } } as unknown as Request;
    assert.throws(() => verify(ticket, request), { code: 'form_foreign' });
  });
});
