import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ActionSetting, InappAction } from '../../../src/domain/brokers/broker.ts';
import { DEPOSITORS } from '../../support/deposit-screen.ts';
import { ENGINES } from '../../support/engines.ts';
import { inappBrowser, newInappTrader } from '../../support/inapp-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, send, ticketIn, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const STRANGER = 'financialhouse_main';
const OURS = DEPOSITORS[BROKER];

const buttonsIn = ({ text }: PageAnswer) => [...text.matchAll(/name="go" value="([^"]+)"/g)].map(([, value]) => value);

for (const { name, skip, open } of ENGINES) {
  describe(`the page of services on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const seeded = (brokerName: keyof typeof DEPOSITORS = BROKER) =>
      inappBrowser(bridge, {
        ...{ brokerName, email: 'trader@example.com', password: 'Sandbox-Trader-1' },
        userId: DEPOSITORS[brokerName].userId,
      });

    async function withActions(changes: Partial<Record<InappAction, ActionSetting>>, job: () => Promise<void>) {
      const { actions } = bridge.app.brokers.get(BROKER);
      await bridge.app.brokers.update(BROKER, { actions: { ...actions, ...changes } });
      try {
        await job();
      } finally {
        await bridge.app.brokers.update(BROKER, { actions });
      }
    }

    test('it has the trader’s accounts and a button for everything that is offered, and nothing for what is off', async () => {
      const off: ActionSetting = { kind: 'off' };
      const builtIn: ActionSetting = { kind: 'built-in' };
      await withActions({ chat: builtIn, 'create-account': builtIn, kyc: off }, async () => {
        const page = await seeded().open('action');
        assert.equal(page.status, 200, page.text);
        const offers = bridge.app.brokers.get(BROKER).accountOffers.length > 0;
        assert.deepEqual(buttonsIn(page), [
          ...[OURS.live, OURS.demo].flatMap((login) => [`deposit:${login}`, `withdrawal:${login}`]),
          ...(offers ? ['create-account'] : []),
          'change-password',
          'change-email',
          'chat',
        ]);
        assert.match(page.text, /Live account 5000001/);
        assert.match(page.text, /<a class="close"/);
      });
    });

    test('a button leads to its screen with a token of its own and every parameter, and that screen opens', async () => {
      const query = 'lang=de&theme=dark&source=iOS&utm_source=x%26y';
      const page = await seeded().open('action', { query });
      const buttons = buttonsIn(page).map(String);
      assert.ok(buttons.length >= 7, String(buttons));
      for (const go of buttons) {
        const answer = await seeded().post('action', { ticket: ticketIn(page), go }, { query });
        assert.equal(answer.status, 303, go);
        const url = new URL(String(answer.headers.location), `${bridge.url}/b/${BROKER}/inapp/action`);
        const [service, account] = go.split(':');
        const path = service === 'create-account' ? 'account/create' : `inapp/${service}`;
        assert.equal(url.href.split('?')[0], `${bridge.url}/b/${BROKER}/${path}`);
        const { token, account: given, ...rest } = Object.fromEntries(url.searchParams);
        assert.match(String(token), /^ot_/);
        assert.equal(given, account);
        assert.deepEqual(rest, Object.fromEntries(new URLSearchParams(query)));
        const opened = await send(url.href);
        assert.equal(opened.status, 200, `${go}: ${opened.text}`);
        assert.match(opened.text, /data-theme="dark"/);
      }
    });

    test('names in the query are kept where no prefix names the white label', async () => {
      const token = await seeded().token();
      const names = `brokerName=${BROKER}&brokerCrmName=tradingtech_crm`;
      const page = await send(`${bridge.url}/inapp/action?${names}&token=${token}`);
      const answer = await send(`${bridge.url}/inapp/action?${names}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
        body: new URLSearchParams({ ticket: ticketIn(page), go: 'kyc' }).toString(),
      });
      const url = new URL(String(answer.headers.location), `${bridge.url}/inapp/action`);
      assert.equal(url.pathname, '/inapp/kyc');
      assert.equal((await send(url.href)).status, 200);
    });

    test('an external action is led to from here as well, and the page may lead there', () =>
      withActions({ kyc: { kind: 'external', template: 'https://kyc.example/go?t={otToken}' } }, async () => {
        const page = await seeded().open('action');
        assert.match(String(page.headers['content-security-policy']), /form-action [^;]*https:\/\/kyc\.example/);
        const answer = await seeded().post('action', { ticket: ticketIn(page), go: 'kyc' });
        const url = new URL(String(answer.headers.location), `${bridge.url}/b/${BROKER}/inapp/action`);
        const led = await send(url.href);
        assert.equal(led.status, 303);
        assert.equal(led.headers.location, `https://kyc.example/go?t=${url.searchParams.get('token')}`);
      }));

    test('it works where the platform has to present in-app tokens', async () => {
      const answer = await seeded(STRANGER).submit('action', { go: 'change-email' });
      const url = new URL(String(answer.headers.location), `${bridge.url}/b/${STRANGER}/inapp/action`);
      assert.equal((await send(url.href)).status, 200);
    });

    test('row 28: what is no button, off, or another’s account leads nowhere', async () => {
      const ticket = ticketIn(await seeded().open('action'));
      const tries: [string, number][] = [
        ['', 400],
        ['action', 400],
        ['login', 400],
        ['deposit', 400],
        ['kyc:1', 400],
        ['__proto__', 400],
        ['deposit:x', 404],
        [`deposit:${DEPOSITORS[STRANGER].live}`, 404],
        [`withdrawal:${DEPOSITORS.tradingtech_wl_europe.live}`, 404],
      ];
      for (const [go, status] of tries) {
        const answer = await seeded().post('action', { ticket, go });
        assert.equal(answer.status, status, go);
        assert.equal(answer.headers.location, undefined);
      }
      await withActions({ kyc: { kind: 'off' } }, async () => {
        assert.equal((await seeded().post('action', { ticket, go: 'kyc' })).status, 404);
      });
      const foreign = ticketIn(await seeded(STRANGER).open('action'));
      assert.equal((await seeded().post('action', { ticket: foreign, go: 'kyc' })).status, 403);
    });

    test('row 33: after a log-out everywhere the open page makes no more tokens', async () => {
      const trader = await newInappTrader(bridge);
      const ticket = ticketIn(await trader.open('action'));
      bridge.clock.advance(1);
      await bridge.app.access.logOut(bridge.app.brokers.get(BROKER), trader.userId);
      assert.equal((await trader.post('action', { ticket, go: 'kyc' })).status, 403);
    });

    test('the page of the support shows every way to reach it, as text and never as a pop-up', async () => {
      const { branding } = bridge.app.brokers.get(BROKER);
      const support = { email: 'help@example.com', phone: '+49 30 1234-5', url: 'https://help.example/' };
      await withActions({ chat: { kind: 'built-in' } }, async () => {
        await bridge.app.brokers.update(BROKER, { branding: { ...branding, support } });
        const page = await seeded().open('chat');
        assert.equal(page.status, 200, page.text);
        assert.match(page.text, /href="mailto:help@example\.com"/);
        assert.match(page.text, /href="tel:\+493012345"/);
        assert.match(page.text, /<bdi>https:\/\/help\.example\/<\/bdi>/);
        assert.doesNotMatch(page.text, /target=|<form/);
        const none = { email: null, phone: null, url: null };
        await bridge.app.brokers.update(BROKER, { branding: { ...branding, support: none } });
        assert.match((await seeded().open('chat')).text, /There is no contact here/);
        await bridge.app.brokers.update(BROKER, { branding });
        assert.equal((await seeded().post('chat', {})).status, 405);
      });
    });
  });
}

describe('the page of success', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());

  test('without a white label it is plain; with one it has its brand and may be framed where its screens may', async () => {
    for (const path of ['/callback/success', '/callback/success?brokerName=nobody', '/b/nobody/callback/success']) {
      const page = await send(bridge.url + path);
      assert.equal(page.status, 200, path);
      assert.match(page.text, /You can close this window/);
      assert.match(String(page.headers['content-security-policy']), /frame-ancestors 'none'/);
    }
    const branded = await send(`${bridge.url}/b/${BROKER}/callback/success?lang=de&theme=dark`);
    assert.ok(branded.text.includes(bridge.app.brokers.get(BROKER).displayName));
    assert.match(branded.text, /data-theme="dark"/);
    assert.ok(String(branded.headers['content-security-policy']).includes(`frame-ancestors ${bridge.simulator.url}`));
  });

  test('row 7: as a success URL it shows nothing of the token in its address, and leaves it to who watches for it', async () => {
    const broker = bridge.app.brokers.get(BROKER);
    const token = await bridge.app.access.issueSignInToken(broker, OURS.userId, false);
    const page = await send(`${bridge.url}/b/${BROKER}/callback/success?token=${token}`);
    assert.equal(page.status, 200);
    assert.ok(!page.text.includes(token));
    assert.equal(page.headers['referrer-policy'], 'no-referrer');
    assert.equal((await bridge.app.access.redeemOneTimeToken(broker, token)).platformUserId, OURS.userId);
  });

  test('a method that it does not take is answered with a page', async () => {
    const page = await send(`${bridge.url}/callback/success`, { method: 'POST' });
    assert.equal(page.status, 405);
    assert.match(wordsOf(page), /cannot be used that way/);
  });
});
