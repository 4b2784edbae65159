import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { resetBrowser } from '../../support/reset-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, send, ticketIn, traderBrowser } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const CRM = 'tradingtech_crm';

/** Texts that have broken parsers before, and any others. */
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '\0', '%', '%00', '%ZZ', '%C3', '\r\n', '__proto__', 'constructor', '[]', '{}', 'null', 'true'),
  fc.constantFrom('🔑', 'ﬀ', '\u202e', '\ufeff', 'İ', '../..', '<script>', "'; drop table users; --", 'a'.repeat(3000)),
);
const name = fc.oneof(
  fc.constantFrom('brokerName', 'brokerCrmName', 'lang', 'theme', 'firstLogin', 'partnerId', 'utm_source', 'gclid'),
  fc.constantFrom('signUp', 'signIn', 'step', 'pending', 'eventName'),
  fc.constantFrom(
    'email',
    'password',
    'firstName',
    'lastName',
    'keepMeLoggedIn',
    'ticket',
    'token',
    'email[]',
    '__proto__',
  ),
  text,
);
const value = fc.oneof(
  text,
  fc.constantFrom(BROKER, CRM, 'true', 'de', 'dark', 'trader@example.com', 'x@y.z', 'profile', 'account'),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 8 });
/** As it stands in an address: anything that a request line can hold. */
const rawQuery = fc.string({
  unit: fc.oneof(fc.constantFrom(...'%&=?+[];/:@\\"\'<>{}|^`~.,#'), fc.stringMatching(/^[!-~]$/)),
  maxLength: 60,
});
const query = fc.oneof(pairs.map(encodePairs), rawQuery);
const path = fc.oneof(
  { weight: 4, arbitrary: fc.constant(`/b/${BROKER}/auth/login`) },
  { weight: 4, arbitrary: fc.constant(`/b/${BROKER}/auth/reset-password`) },
  fc.constant('/auth/login'),
  rawQuery.map((raw) => `/b/${raw.replace(/[?#]/g, '')}/auth/login`),
);
const headers = fc.record(
  {
    'X-Forwarded-For': fc.constantFrom('203.0.113.1', 'rubbish', '', '::1', '1.2.3.4, 5.6.7.8', '{}'),
    'X-Forwarded-Host': fc.constantFrom('evil.example', '', ':', '[::1', 'a'.repeat(300)),
    'Sec-Fetch-Site': fc.constantFrom('same-origin', 'cross-site', 'rubbish'),
    Origin: fc.constantFrom('null', '', 'https://evil.example', ':', 'http://['),
    Host: fc.constantFrom('127.0.0.1', 'evil.example:99999', '', '[', 'a b'),
    'Content-Type': fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded; charset=rubbish',
      'application/json',
      'text/plain',
      ';',
    ),
    'Content-Encoding': fc.constantFrom('identity', 'gzip', 'br', 'rubbish'),
  },
  { requiredKeys: [] },
);

function encodePairs(entries: [string, string][]): string {
  return entries.map(([key, member]) => `${encode(key)}=${encode(member)}`).join('&');
}

function encode(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}

describe('row 46: fuzzing the pages of log-in and reset', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  function assertNoFault({ status, headers: answered, text: page }: PageAnswer): void {
    assert.ok(status < 500, `${status}: ${page}`);
    assert.doesNotMatch(page, /\bat .*\.ts:\d+|node_modules|SQLITE|<script/);
    if (status !== 303) return;
    const location = String(answered.location);
    const isNextStep = /^\?[\w.*%+&=-]*&signUp=[\w-]{32}&step=profile$/.test(location);
    assert.ok(location.startsWith(bridge.simulator.url) || isNextStep, location);
  }

  test('no address and no header makes GET fail', async () => {
    await fc.assert(
      fc.asyncProperty(path, query, headers, async (where, asked, sent) => {
        assertNoFault(await send(bridge.url, { target: `${where}?${asked}`, headers: sent }));
      }),
      { numRuns: 250 },
    );
  });

  test('no form, with a ticket or without, makes POST fail', async () => {
    const ticket = await traderBrowser(bridge.url).ticket();
    await fc.assert(
      fc.asyncProperty(path, query, headers, pairs, fc.boolean(), async (where, asked, sent, form, hasTicket) => {
        const body = encodePairs(hasTicket ? [['ticket', ticket], ...form] : form);
        assertNoFault(
          await send(bridge.url, {
            target: `${where}?${asked}`,
            method: 'POST',
            headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...sent },
            body,
          }),
        );
      }),
      { numRuns: 250 },
    );
  });

  test('no field of the reset’s forms makes them fail, and nobody is signed in by them', async () => {
    const ticket = ticketIn(await resetBrowser(bridge.url).open());
    const token = fc.oneof(text, fc.stringMatching(/^rp_[\w-]{43}$/), fc.constant(undefined));
    const email = fc.oneof(value, fc.emailAddress());
    const password = fc.oneof(value, fc.string({ unit: 'binary', minLength: 8, maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(
        token,
        email,
        password,
        query,
        fc.nat(249),
        async (sent, typedEmail, typedPassword, asked, host) => {
          const fields = {
            ticket,
            email: typedEmail,
            password: typedPassword,
            ...(sent === undefined ? {} : { token: sent }),
          };
          const answer = await send(bridge.url, {
            target: `/b/${BROKER}/auth/reset-password?${asked}`,
            method: 'POST',
            headers: {
              'Content-Type': 'application/x-www-form-urlencoded',
              'Sec-Fetch-Site': 'same-origin',
              'X-Forwarded-For': `203.0.113.${host}`,
            },
            body: encodePairs(Object.entries(fields)),
          });
          assertNoFault(answer);
          assert.notEqual(answer.status, 303);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('no field makes a form that is well-formed fail', async () => {
    const ticket = await traderBrowser(bridge.url).ticket();
    const email = fc.oneof(value, fc.emailAddress());
    const password = fc.oneof(value, fc.string({ unit: 'binary', minLength: 8, maxLength: 60 }));
    const names = fc.record({ firstName: text, lastName: text, partnerId: text, utm_source: text });
    await fc.assert(
      fc.asyncProperty(email, password, names, fc.boolean(), fc.nat(249), async (...typed) => {
        const [typedEmail, typedPassword, others, signUp, host] = typed;
        const { firstName, lastName, partnerId, utm_source } = others;
        const fields = { ticket, email: typedEmail, password: typedPassword, firstName, lastName };
        const asked = { firstLogin: String(signUp), partnerId, utm_source };
        const answer = await send(`${bridge.url}/b/${BROKER}/auth/login?${encodePairs(Object.entries(asked))}`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/x-www-form-urlencoded',
            'Sec-Fetch-Site': 'same-origin',
            'X-Forwarded-For': `203.0.113.${host}`,
          },
          body: encodePairs(Object.entries(fields)),
        });
        assertNoFault(answer);
      }),
      { numRuns: 150 },
    );
  });
});
