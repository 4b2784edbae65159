import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { AgreementSetting, InappAction } from '../../../../src/domain/brokers/broker.ts';
import { BridgeError } from '../../../../src/errors/bridge-error.ts';
import { DEPOSITORS } from '../../../support/deposit-screen.ts';
import { ENGINES } from '../../../support/engines.ts';
import { cookieIn } from '../../../support/inapp-browser.ts';
import { callsMade } from '../../../support/platform-traces.ts';
import { seedWith } from '../../../support/seed-with.ts';
import { startWiredBridge, type WiredBridge } from '../../../support/start-wired-bridge.ts';
import { type PageAnswer, send, ticketIn, wordsOf } from '../../../support/trader-browser.ts';
import { fieldsIn, formActionIn } from '../read-page.ts';

const BROKER = 'tradingtech_main';
const EUROPE = 'tradingtech_wl_europe';
const MINUTE_MS = 60_000;
const TRADER = DEPOSITORS[BROKER];
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
const TEMPLATE = 'https://pay.example/start?t={otToken}&a={accountId}&l={lang}';
const ACTIONS: readonly InappAction[] = [
  ...(['deposit', 'withdrawal', 'kyc', 'create-account'] as const),
  ...(['change-password', 'change-email', 'chat', 'action'] as const),
];

let versions = 0;
const newVersion = (id = 'terms'): AgreementSetting => {
  versions += 1;
  const title = { en: `Terms ${versions}`, de: `Bedingungen ${versions}` };
  return { id, version: String(versions), title, url: 'https://broker.example/terms' };
};

for (const { name, skip, open } of ENGINES) {
  describe(`in-app screens where agreements are outstanding, on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge({ ...(await open()), seed: seedWith(BROKER, { agreements: [] }) });
    });
    after(() => bridge.close());
    beforeEach(async () => {
      const { actions } = broker();
      const chat = { kind: 'built-in' } as const;
      await bridge.app.brokers.update(BROKER, { actions: { ...actions, chat }, agreements: [newVersion()] });
      await bridge.simulator.clearCalls();
    });

    const broker = () => bridge.app.brokers.get(BROKER);
    const token = () => bridge.app.access.issueInappToken(broker(), TRADER.userId);
    const pathOf = (action: InappAction) => (action === 'create-account' ? 'account/create' : `inapp/${action}`);
    const address = (action: InappAction, query: string) => `${bridge.url}/b/${BROKER}/${pathOf(action)}?${query}`;
    const queryOf = (action: InappAction, ofToken: string) =>
      `token=${ofToken}${action === 'deposit' || action === 'withdrawal' ? `&account=${TRADER.live}` : ''}&lang=de&theme=dark`;

    async function visit(action: InappAction, ofToken?: string): Promise<PageAnswer> {
      return send(address(action, queryOf(action, ofToken ?? (await token()))));
    }

    /** Where an answer leads, as a browser resolves it. */
    const leadsTo = ({ url, headers }: PageAnswer) => new URL(String(headers.location), url).href;

    /** Opens an action, and the agreements to which it leads. */
    async function reach(action: InappAction): Promise<PageAnswer> {
      const stopped = await visit(action);
      assert.equal(stopped.status, 303, stopped.text);
      return send(leadsTo(stopped));
    }

    function accept(page: PageAnswer, changes: Readonly<Record<string, string>> = {}): Promise<PageAnswer> {
      const { ticket = '' } = fieldsIn(page);
      const ticks = [...page.text.matchAll(/name="(agreement-[\w-]+)" value="([0-9a-f]{64})"/g)];
      const fields = Object.fromEntries(ticks.map(([, field = '', value = '']) => [field, value]));
      return send(new URL(formActionIn(page), page.url).href, {
        method: 'POST',
        headers: { ...FORM, 'X-Forwarded-For': '198.51.100.7', 'User-Agent': 'View/1' },
        body: new URLSearchParams({ ticket, ...fields, ...changes }).toString(),
      });
    }

    const userOf = async (brokerName = BROKER) => {
      const user = await bridge.app.users.findByEmail(brokerName, 'trader@example.com');
      assert.ok(user);
      return user;
    };
    const signed = async () => bridge.app.agreements.listSigned(broker(), await userOf());
    const presentSignature = async () =>
      (await signed()).find(({ version }) => version === broker().agreements.at(-1)?.version);
    const isSigned = async () => !(await bridge.app.agreements.hasOutstanding(broker(), (await userOf()).id));

    for (const action of ACTIONS) {
      test(`${action} is led to the agreements, and on with every parameter once they are signed; the token is spent once`, async () => {
        const ofToken = await token();
        const stopped = await visit(action, ofToken);
        assert.equal(stopped.status, 303, stopped.text);
        const page = await send(leadsTo(stopped));
        assert.equal(page.status, 200);
        assert.match(page.text, /<html[^>]* lang="de"[^>]* data-theme="dark"/);
        assert.match(page.text, /<a href="https:\/\/broker\.example\/terms" rel="noreferrer">Bedingungen/);
        assert.match(page.text, /<a class="close"/);
        assert.doesNotMatch(page.url, new RegExp(ofToken));
        assert.equal((await visit(action, ofToken)).status, 404, 'the token is spent');

        const sent = await accept(page);
        assert.equal(sent.status, 303, sent.text);
        const signature = await presentSignature();
        assert.deepEqual(
          [signature?.language, signature?.address, signature?.userAgent, signature?.apiKeyId],
          ['de', '198.51.100.7', 'View/1', null],
        );
        assert.equal(signature?.reportedAtMs, bridge.clock.nowMs());
        assert.deepEqual(await callsMade(bridge.simulator), ['3.13']);
        const next = new URL(leadsTo(sent));
        assert.equal(next.pathname, `/b/${BROKER}/${pathOf(action)}`);
        assert.deepEqual([next.searchParams.get('lang'), next.searchParams.get('theme')], ['de', 'dark']);
        assert.equal(next.searchParams.has('heldVisit'), false);
        const opened = await send(next.href);
        assert.equal(opened.status, 200, opened.text);
        assert.match(opened.text, /name="ticket"|mailto:/);
        assert.equal((await visit(action)).status, 200, 'and is not asked again');
      });

      test(`${action} at an address of the white label’s own is led to when the agreements are signed, with a good token`, async () => {
        const { actions } = broker();
        await bridge.app.brokers.update(BROKER, {
          actions: { ...actions, [action]: { kind: 'external', template: TEMPLATE } },
        });
        try {
          const ofToken = await token();
          const stopped = await visit(action, ofToken);
          assert.match(leadsTo(stopped), new RegExp(`^${bridge.url}/b/${BROKER}/inapp/agreements\\?`));
          assert.equal((await visit(action, ofToken)).status, 404, 'the token is spent');
          const page = await send(leadsTo(stopped));
          assert.match(String(page.headers['content-security-policy']), /form-action [^;]*https:\/\/pay\.example/);
          const again = await send(leadsTo(await accept(page)));
          const outside = new URL(leadsTo(again));
          assert.equal(outside.origin, 'https://pay.example');
          assert.equal(outside.searchParams.get('l'), 'de');
          const { access } = bridge.app;
          const given = outside.searchParams.get('t') ?? '';
          assert.equal(await access.redeemInappToken(broker(), given, async ({ id }) => id), (await userOf()).id);
        } finally {
          await bridge.app.brokers.update(BROKER, { actions });
        }
      });
    }

    /** The page of the agreements as a browser that keeps cookies sees it. @returns It, and the cookie. */
    async function reachWithCookie(action: InappAction): Promise<{ page: PageAnswer; cookie: string }> {
      const stopped = await visit(action);
      const cookie = cookieIn(stopped);
      return { page: await send(leadsTo(stopped), { headers: { cookie } }), cookie };
    }

    /** Somebody who has the address of a visit that is over. */
    function isUsed(answer: PageAnswer): void {
      assert.equal(answer.status, 410, answer.text);
      assert.equal(answer.headers.location, undefined);
      assert.match(wordsOf(answer), /schon weitergegangen/);
      assert.match(answer.text, /<a class="close"/);
    }

    test('the page can be loaded again without a cookie, comes in other languages, and leads on once when it is signed by then', async () => {
      const page = await reach('deposit');
      assert.equal(page.headers['set-cookie'], undefined);
      const again = await send(page.url);
      assert.equal(again.status, 200);
      const link = /<a href="([^"]*lang=fr[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const french = await send(new URL(link, page.url).href);
      assert.match(french.text, /<html[^>]* lang="fr"/);
      await bridge.app.agreements.import(broker(), await userOf());
      const back = await send(page.url);
      assert.equal(back.status, 303);
      assert.equal((await send(leadsTo(back))).status, 200);
      isUsed(await send(page.url));
    });

    test('row 7: the address of the page makes one token and no more, whoever opens it how often; then it says what to do', async () => {
      const page = await reach('deposit');
      assert.equal((await accept(page)).status, 303);
      isUsed(await send(page.url));
      isUsed(await accept(page));
      await bridge.app.agreements.publish(broker(), newVersion());
      isUsed(await send(page.url));
      isUsed(await accept(page));
      assert.equal(await isSigned(), false);
    });

    test('row 3: of many who lead on at once, one does', async () => {
      const page = await reach('deposit');
      await bridge.app.agreements.import(broker(), await userOf());
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(page.url)));
      const [led, ...more] = answers.filter(({ status }) => status === 303);
      assert.ok(led);
      assert.deepEqual(more, []);
      for (const answer of answers) if (answer !== led) isUsed(answer);
    });

    test('row 33: where the browser keeps the cookie of the visit, no other browser sees, signs or leads on', async () => {
      const { page, cookie } = await reachWithCookie('kyc');
      assert.equal(page.status, 200);
      assert.match(cookie, /^__Host-page\.tradingtech_main\.agreements\./);
      const another = cookieIn(await visit('kyc'));
      for (const headers of [
        {},
        { cookie: another },
        { cookie: `${cookie}x` },
        { cookie: `${cookie.split('=')[0]}=` },
      ]) {
        assert.equal((await send(page.url, { headers })).status, 403);
      }
      assert.equal((await accept(page)).status, 403);
      assert.equal(await isSigned(), false);
      assert.equal((await send(page.url, { headers: { cookie } })).status, 200, 'and it is as it was');
      await bridge.app.agreements.import(broker(), await userOf());
      assert.equal((await send(page.url)).status, 403);
      const led = await send(page.url, { headers: { cookie } });
      assert.equal((await send(leadsTo(led))).status, 200);
      isUsed(await send(page.url, { headers: { cookie } }));
      assert.equal((await send(page.url)).status, 403);
    });

    test('two visits of one browser wait beside each other', async () => {
      const [first, second] = [await reachWithCookie('kyc'), await reachWithCookie('chat')];
      const cookie = `${first.cookie}; ${second.cookie}`;
      for (const { page } of [first, second]) assert.equal((await send(page.url, { headers: { cookie } })).status, 200);
      await bridge.app.agreements.import(broker(), await userOf());
      for (const { page } of [first, second]) assert.equal((await send(page.url, { headers: { cookie } })).status, 303);
    });

    test('row 43: without the store nothing is led on to, and the visit is as good as before', async () => {
      const page = await reach('kyc');
      await bridge.app.agreements.import(broker(), await userOf());
      const { expiring } = bridge.app.storage;
      const { takeOnce } = expiring;
      expiring.takeOnce = () => Promise.reject(new BridgeError('store_unavailable'));
      try {
        assert.equal((await send(page.url)).status, 503);
      } finally {
        expiring.takeOnce = takeOnce;
      }
      assert.equal((await send(page.url)).status, 303);
    });

    test('row 44: a form that is sent twice signs once, and leads on once', async () => {
      const page = await reach('kyc');
      const answers = await Promise.all([accept(page), accept(page), accept(page)]);
      const [led, ...more] = answers.filter(({ status }) => status === 303);
      assert.ok(led);
      assert.deepEqual(more, []);
      assert.equal((await send(leadsTo(led))).status, 200);
      const { version = '' } = broker().agreements[0] ?? {};
      assert.equal((await signed()).filter((one) => one.version === version).length, 1);
      const { id } = await userOf();
      const told = (await bridge.app.events.list(broker(), { objectId: id, limit: 50 })).filter(
        ({ type, data }) => type === 'agreement.signed' && data.version === version,
      );
      assert.equal(told.length, 1);
    });

    test('one that is not ticked, or that has changed since, is asked for at its tick, and nothing is signed', async () => {
      await bridge.app.brokers.update(BROKER, { agreements: [newVersion('terms'), newVersion('privacy')] });
      const page = await reach('chat');
      const missing = await accept(page, { 'agreement-privacy': '' });
      assert.equal(missing.status, 400);
      assert.match(missing.text, /name="agreement-privacy"[^>]* aria-invalid="true"/);
      assert.deepEqual(
        [fieldsIn(missing)['agreement-terms'], fieldsIn(missing)['agreement-privacy']],
        ['true', 'false'],
      );
      await bridge.app.agreements.publish(broker(), newVersion('terms'));
      const changed = await accept(page);
      assert.match(changed.text, /name="agreement-terms"[^>]* aria-invalid="true"/);
      assert.equal(await isSigned(), false);
      assert.equal((await accept(changed)).status, 303);
      assert.equal(await isSigned(), true);
    });

    test('a version that is not in force yet stops nobody, and stops everybody from its time on', async () => {
      await bridge.app.agreements.import(broker(), await userOf());
      const effectiveAtMs = bridge.clock.nowMs() + 10 * MINUTE_MS;
      await bridge.app.agreements.publish(broker(), { ...newVersion(), effectiveAtMs });
      assert.equal((await visit('kyc')).status, 200);
      bridge.clock.set(effectiveAtMs - 1);
      assert.equal((await visit('kyc')).status, 200);
      bridge.clock.set(effectiveAtMs);
      assert.equal((await visit('kyc')).status, 303);
    });

    test('a page that is open when a version comes into force is stopped when it is sent, and when it is loaded again', async () => {
      await bridge.app.agreements.import(broker(), await userOf());
      const query = queryOf('change-password', await token());
      const page = await send(address('change-password', query));
      await bridge.app.agreements.publish(broker(), newVersion());
      const sent = await send(address('change-password', 'lang=de'), {
        method: 'POST',
        headers: FORM,
        body: new URLSearchParams({ ticket: ticketIn(page), currentPassword: 'x', newPassword: 'y' }).toString(),
      });
      assert.match(leadsTo(sent), /\/inapp\/agreements\?lang=de&heldVisit=/);
      const again = await send(address('change-password', query), { headers: { cookie: cookieIn(page) } });
      assert.equal(again.status, 303);
      const next = await accept(await send(leadsTo(again)));
      assert.match(leadsTo(next), /\/inapp\/change-password\?/);
    });

    test('what is wrong with a visit is said before anything is signed, and spends no token', async () => {
      const ofToken = await token();
      const foreign = await send(address('deposit', `token=${ofToken}&account=${DEPOSITORS[EUROPE].live}`));
      assert.equal(foreign.status, 404);
      assert.equal((await visit('deposit', ofToken)).status, 303);
    });

    test('row 7: HEAD and prefetch spend no token where agreements are outstanding, and make none', async () => {
      const ofToken = await token();
      const query = queryOf('kyc', ofToken);
      assert.equal((await send(address('kyc', query), { method: 'HEAD' })).headers.location, undefined);
      assert.equal((await send(address('kyc', query), { headers: { 'Sec-Purpose': 'prefetch' } })).status, 403);
      const page = await send(leadsTo(await visit('kyc', ofToken)));
      await bridge.app.agreements.import(broker(), await userOf());
      const head = await send(page.url, { method: 'HEAD' });
      assert.deepEqual([head.headers.location, head.headers['set-cookie']], [undefined, undefined]);
      for (const name of ['Sec-Purpose', 'Purpose', 'X-Moz']) {
        const ahead = await send(page.url, { headers: { [name]: 'prefetch' } });
        assert.deepEqual([ahead.status, ahead.headers.location], [403, undefined]);
        assert.doesNotMatch(ahead.text, /token=/);
      }
      assert.equal((await send(page.url)).status, 303, 'and the visit is as good as before');
    });

    test('row 7: HEAD and prefetch by the browser of a visit do not take it from one that keeps no cookie', async () => {
      const stopped = await visit('kyc');
      const headers = { cookie: cookieIn(stopped) };
      await send(leadsTo(stopped), { method: 'HEAD', headers });
      await send(leadsTo(stopped), { headers: { ...headers, 'Sec-Purpose': 'prefetch;prerender' } });
      assert.equal((await send(leadsTo(stopped))).status, 200);
    });

    test('row 33: a visit that waits ends with the user’s sessions and after a quarter of an hour', async () => {
      const page = await reach('kyc');
      bridge.clock.advance(1);
      await bridge.app.access.logOut(broker(), TRADER.userId);
      for (const answer of [await send(page.url), await accept(page)]) {
        assert.equal(answer.status, 403, answer.text);
        assert.match(wordsOf(answer), /too long|zu lange/);
      }
      assert.equal(await isSigned(), false);
      bridge.clock.advance(1);
      const later = await reach('kyc');
      bridge.clock.advance(15 * MINUTE_MS);
      assert.equal((await send(later.url)).status, 403);
      assert.equal((await accept(later)).status, 403);
    });

    test('row 28: a visit, a signature and a ticket of another white label count for nothing', async () => {
      const { agreements, brokers } = bridge.app;
      const europe = await userOf(EUROPE);
      await brokers.update(EUROPE, { agreements: broker().agreements });
      await agreements.import(brokers.get(EUROPE), europe);
      assert.equal((await visit('kyc')).status, 303);
      const page = await reach('kyc');
      const elsewhere = page.url.replace(`/b/${BROKER}/`, `/b/${EUROPE}/`);
      const there = await send(elsewhere);
      assert.equal(there.status, 403, there.text);
      assert.equal((await accept({ ...page, url: elsewhere })).status, 403);
      const ofPage = ticketIn(await send(`${bridge.url}/b/${EUROPE}/inapp/kyc?token=${await europeToken()}`));
      assert.equal((await accept(page, { ticket: ofPage })).status, 403);
      assert.equal((await accept(page, { ticket: '' })).status, 403);
      assert.equal(await isSigned(), false);
      await brokers.update(EUROPE, { agreements: [] });
    });

    const europeToken = () =>
      bridge.app.access.issueInappToken(bridge.app.brokers.get(EUROPE), DEPOSITORS[EUROPE].userId);

    test('a form that another site sent signs nothing and can be sent again', async () => {
      const page = await reach('kyc');
      const { ticket = '' } = fieldsIn(page);
      const foreign = await send(new URL(formActionIn(page), page.url).href, {
        method: 'POST',
        headers: { ...FORM, 'Sec-Fetch-Site': 'cross-site' },
        body: new URLSearchParams({ ticket }).toString(),
      });
      assert.equal(foreign.status, 403);
      assert.equal((await accept({ ...foreign, url: page.url })).status, 303);
    });

    test('row 44: a platform that does not hear of it keeps nobody out', async () => {
      const page = await reach('kyc');
      await bridge.simulator.setFaults({ dropAnswer: { call: '3.13', times: 9 } });
      try {
        assert.equal((await accept(page)).status, 303);
        assert.equal((await presentSignature())?.reportedAtMs, null);
      } finally {
        await bridge.simulator.clearFaults();
      }
    });

    test('log-in and call 4.3 are not stopped, and /sso/callback leads to where the stop is', async () => {
      const login = await send(`${bridge.url}/b/${BROKER}/auth/login`);
      const answer = await send(`${bridge.url}/b/${BROKER}/auth/login`, {
        method: 'POST',
        headers: FORM,
        body: new URLSearchParams({
          ...{ ticket: ticketIn(login), email: 'trader@example.com', password: 'Sandbox-Trader-1' },
        }).toString(),
      });
      assert.match(String(answer.headers.location), /\/callback\/success\?token=/);
      const landed = await send(`${bridge.url}/b/${BROKER}/sso/callback?token=${await token()}`);
      const stopped = await send(leadsTo(landed));
      assert.match(leadsTo(stopped), /\/inapp\/agreements\?/);
    });

    test('where the platform says who its traders are, its traders sign too', async () => {
      await bridge.app.brokers.update(BROKER, { platform: { identity: 'handoff' } });
      try {
        const made = await fetch(`${bridge.simulator.url}/control/handoff-token`, {
          method: 'POST',
          body: JSON.stringify({ userId: TRADER.userId }),
        });
        const { token: ofPlatform } = (await made.json()) as { token: string };
        const stopped = await send(address('kyc', `token=${encodeURIComponent(ofPlatform)}`));
        const sent = await accept(await send(leadsTo(stopped)));
        assert.equal((await send(leadsTo(sent))).status, 200);
      } finally {
        await bridge.app.brokers.update(BROKER, { platform: { identity: 'sso' } });
      }
    });
  });
}
