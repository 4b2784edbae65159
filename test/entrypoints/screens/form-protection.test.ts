import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import {
  type PageAnswer,
  SEEDED_TRADER,
  send,
  ticketIn,
  traderBrowser,
  wordsOf,
} from '../../support/trader-browser.ts';
import { fieldsIn } from './read-page.ts';

const HOUR_MS = 3_600_000;

describe('the protection of forms', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  const browser = () => traderBrowser(bridge.url);

  /** Refused without the password being looked at; the page that comes back can be sent. */
  async function assertExpired(answer: PageAnswer): Promise<void> {
    assert.equal(answer.status, 403);
    assert.match(wordsOf(answer), /open for too long/);
    assert.equal((await browser().post({ ticket: ticketIn(answer), ...SEEDED_TRADER })).status, 303);
  }

  test('a form without a ticket is refused, and the page that comes back can be sent', async () => {
    await assertExpired(await browser().post(SEEDED_TRADER));
    await assertExpired(await browser().post({ ...SEEDED_TRADER, ticket: '' }));
  });

  test('a ticket that is made up, altered, or given twice is refused', async () => {
    const ticket = await browser().ticket();
    await assertExpired(await browser().post({ ...SEEDED_TRADER, ticket: 'sandbox.zzz.abc.def' }));
    await assertExpired(await browser().post({ ...SEEDED_TRADER, ticket: `${ticket}x` }));
    const twice = new URLSearchParams({ ...SEEDED_TRADER, ticket });
    twice.append('ticket', ticket);
    await assertExpired(await browser().post(twice));
  });

  test('a ticket in the query is none in the form', async () => {
    const ticket = await browser().ticket();
    await assertExpired(await browser().post(SEEDED_TRADER, `?ticket=${encodeURIComponent(ticket)}`));
  });

  test('a ticket of another white label is refused', async () => {
    const ticket = await traderBrowser(bridge.url, { brokerName: 'tradingtech_wl_europe' }).ticket();
    await assertExpired(await browser().post({ ...SEEDED_TRADER, ticket }));
  });

  test('a ticket is good for an hour', async () => {
    const ticket = await browser().ticket();
    bridge.clock.advance(HOUR_MS - 1);
    assert.equal((await browser().post({ ...SEEDED_TRADER, ticket })).status, 303);
    bridge.clock.advance(1);
    await assertExpired(await browser().post({ ...SEEDED_TRADER, ticket }));
  });

  const FOREIGN: readonly Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' },
    { 'Sec-Fetch-Site': 'none' },
  ];
  for (const headers of FOREIGN) {
    test(`a form that the browser calls ${JSON.stringify(headers)} is refused, right as it may be`, async () => {
      const ticket = await browser().ticket();
      const answer = await browser().post({ ...SEEDED_TRADER, ticket }, '', headers);
      assert.equal(answer.status, 403);
      assert.match(wordsOf(answer), /sent from another site/);
      assert.equal(answer.headers.location, undefined);
    });
  }

  test('an older browser is known by its Origin: ours and null pass, a foreign one does not', async () => {
    const ticket = await browser().ticket();
    const postFrom = (headers: Record<string, string>) => {
      const { host } = new URL(bridge.url);
      return postWithoutSite(
        `${bridge.url}/b/tradingtech_main/auth/login`,
        { ...SEEDED_TRADER, ticket },
        { Host: host, ...headers },
      );
    };
    assert.equal((await postFrom({})).status, 303);
    assert.equal((await postFrom({ Origin: 'null' })).status, 303);
    assert.equal((await postFrom({ Origin: bridge.url })).status, 303);
    assert.equal((await postFrom({ Origin: 'https://evil.example' })).status, 403);
    assert.equal((await postFrom({ Origin: 'rubbish' })).status, 403);
    const proxied = { Origin: 'https://evil.example', 'X-Forwarded-Host': 'sso.example' };
    assert.equal((await postFrom(proxied)).status, 403);
  });

  test('a foreign form counts no failure against the account', async () => {
    const ticket = await browser().ticket();
    for (let round = 0; round < 12; round += 1) {
      await browser().post({ ...SEEDED_TRADER, ticket, password: 'wrong' }, '', { 'Sec-Fetch-Site': 'cross-site' });
    }
    assert.equal((await browser().logIn()).status, 303);
  });

  test('a GET with credentials in its address signs nobody in and shows none of them', async () => {
    const page = await browser().open(`?${new URLSearchParams(SEEDED_TRADER)}`);
    assert.equal(page.status, 200);
    assert.deepEqual([fieldsIn(page).email, fieldsIn(page).password], ['', '']);
  });
});

/** A form as a browser without Fetch Metadata sends it. */
function postWithoutSite(
  url: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Promise<PageAnswer> {
  return send(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  });
}
