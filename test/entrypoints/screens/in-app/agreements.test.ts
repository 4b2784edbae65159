import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { InappAction } from '../../../../src/domain/brokers/broker.ts';
import { DEPOSITORS } from '../../../support/deposit-screen.ts';
import { ENGINES } from '../../../support/engines.ts';
import { cookieIn } from '../../../support/inapp-browser.ts';
import { callsMade } from '../../../support/platform-traces.ts';
import { send, ticketIn } from '../../../support/trader-browser.ts';
import { fieldsIn, formActionIn } from '../read-page.ts';
import {
  agreementsStage,
  BROKER,
  EUROPE,
  FORM,
  leadsTo,
  MINUTE_MS,
  newVersion,
  pathOf,
  TRADER,
} from './agreements-stage.ts';

const TEMPLATE = 'https://pay.example/start?t={otToken}&a={accountId}&l={lang}';
const ACTIONS: readonly InappAction[] = [
  ...(['deposit', 'withdrawal', 'kyc', 'create-account'] as const),
  ...(['change-password', 'change-email', 'chat', 'action'] as const),
];

for (const engines of ENGINES) {
  describe(`in-app screens where agreements are outstanding, on ${engines.name}`, { skip: engines.skip }, () => {
    const stage = agreementsStage(engines);
    const { broker, token, address, queryOf, visit, reach, accept, userOf, presentSignature, isSigned } = stage;

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
        assert.equal(signature?.reportedAtMs, stage.bridge.clock.nowMs());
        assert.deepEqual(await callsMade(stage.bridge.simulator), ['3.13']);
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
        await stage.bridge.app.brokers.update(BROKER, {
          actions: { ...actions, [action]: { kind: 'external', template: TEMPLATE } },
        });
        try {
          const ofToken = await token();
          const stopped = await visit(action, ofToken);
          assert.match(leadsTo(stopped), new RegExp(`^${stage.bridge.url}/b/${BROKER}/inapp/agreements\\?`));
          assert.equal((await visit(action, ofToken)).status, 404, 'the token is spent');
          const page = await send(leadsTo(stopped));
          assert.match(String(page.headers['content-security-policy']), /form-action [^;]*https:\/\/pay\.example/);
          const again = await send(leadsTo(await accept(page)));
          const outside = new URL(leadsTo(again));
          assert.equal(outside.origin, 'https://pay.example');
          assert.equal(outside.searchParams.get('l'), 'de');
          const { access } = stage.bridge.app;
          const given = outside.searchParams.get('t') ?? '';
          assert.equal(await access.redeemInappToken(broker(), given, async ({ id }) => id), (await userOf()).id);
        } finally {
          await stage.bridge.app.brokers.update(BROKER, { actions });
        }
      });
    }

    test('one that is not ticked, or that has changed since, is asked for at its tick, and nothing is signed', async () => {
      await stage.bridge.app.brokers.update(BROKER, { agreements: [newVersion('terms'), newVersion('privacy')] });
      const page = await reach('chat');
      const missing = await accept(page, { 'agreement-privacy': '' });
      assert.equal(missing.status, 400);
      assert.match(missing.text, /name="agreement-privacy"[^>]* aria-invalid="true"/);
      assert.deepEqual(
        [fieldsIn(missing)['agreement-terms'], fieldsIn(missing)['agreement-privacy']],
        ['true', 'false'],
      );
      await stage.bridge.app.agreements.publish(broker(), newVersion('terms'));
      const changed = await accept(page);
      assert.match(changed.text, /name="agreement-terms"[^>]* aria-invalid="true"/);
      assert.equal(await isSigned(), false);
      assert.equal((await accept(changed)).status, 303);
      assert.equal(await isSigned(), true);
    });

    test('a version that is not in force yet stops nobody, and stops everybody from its time on', async () => {
      await stage.bridge.app.agreements.import(broker(), await userOf());
      const effectiveAtMs = stage.bridge.clock.nowMs() + 10 * MINUTE_MS;
      await stage.bridge.app.agreements.publish(broker(), { ...newVersion(), effectiveAtMs });
      assert.equal((await visit('kyc')).status, 200);
      stage.bridge.clock.set(effectiveAtMs - 1);
      assert.equal((await visit('kyc')).status, 200);
      stage.bridge.clock.set(effectiveAtMs);
      assert.equal((await visit('kyc')).status, 303);
    });

    test('a page that is open when a version comes into force is stopped when it is sent, and when it is loaded again', async () => {
      await stage.bridge.app.agreements.import(broker(), await userOf());
      const query = queryOf('change-password', await token());
      const page = await send(address('change-password', query));
      await stage.bridge.app.agreements.publish(broker(), newVersion());
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
      await stage.bridge.simulator.setFaults({ dropAnswer: { call: '3.13', times: 9 } });
      try {
        assert.equal((await accept(page)).status, 303);
        assert.equal((await presentSignature())?.reportedAtMs, null);
      } finally {
        await stage.bridge.simulator.clearFaults();
      }
    });

    test('log-in and call 4.3 are not stopped, and /sso/callback leads to where the stop is', async () => {
      const login = await send(`${stage.bridge.url}/b/${BROKER}/auth/login`);
      const answer = await send(`${stage.bridge.url}/b/${BROKER}/auth/login`, {
        method: 'POST',
        headers: FORM,
        body: new URLSearchParams({
          ...{ ticket: ticketIn(login), email: 'trader@example.com', password: 'Sandbox-Trader-1' },
        }).toString(),
      });
      assert.match(String(answer.headers.location), /\/callback\/success\?token=/);
      const landed = await send(`${stage.bridge.url}/b/${BROKER}/sso/callback?token=${await token()}`);
      const stopped = await send(leadsTo(landed));
      assert.match(leadsTo(stopped), /\/inapp\/agreements\?/);
    });

    test('where the platform says who its traders are, its traders sign too', async () => {
      await stage.bridge.app.brokers.update(BROKER, { platform: { identity: 'handoff' } });
      try {
        const made = await fetch(`${stage.bridge.simulator.url}/control/handoff-token`, {
          method: 'POST',
          body: JSON.stringify({ userId: TRADER.userId }),
        });
        const { token: ofPlatform } = (await made.json()) as { token: string };
        const stopped = await send(address('kyc', `token=${encodeURIComponent(ofPlatform)}`));
        const sent = await accept(await send(leadsTo(stopped)));
        assert.equal((await send(leadsTo(sent))).status, 200);
      } finally {
        await stage.bridge.app.brokers.update(BROKER, { platform: { identity: 'sso' } });
      }
    });
  });
}
