import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { InappAction } from '../../../../src/domain/brokers/broker.ts';
import { BridgeError } from '../../../../src/errors/bridge-error.ts';
import { DEPOSITORS } from '../../../support/deposit-screen.ts';
import { ENGINES } from '../../../support/engines.ts';
import { cookieIn } from '../../../support/inapp-browser.ts';
import { type PageAnswer, send, ticketIn, wordsOf } from '../../../support/trader-browser.ts';
import { agreementsStage, BROKER, EUROPE, leadsTo, MINUTE_MS, newVersion, TRADER } from './agreements-stage.ts';

for (const engines of ENGINES) {
  describe(`a visit that waits for its agreements, on ${engines.name}`, { skip: engines.skip }, () => {
    const stage = agreementsStage(engines);
    const { broker, token, address, queryOf, visit, reach, accept, userOf, signed, isSigned } = stage;

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

    const europeToken = () =>
      stage.bridge.app.access.issueInappToken(stage.bridge.app.brokers.get(EUROPE), DEPOSITORS[EUROPE].userId);

    test('the page can be loaded again without a cookie, comes in other languages, and leads on once when it is signed by then', async () => {
      const page = await reach('deposit');
      assert.equal(page.headers['set-cookie'], undefined);
      const again = await send(page.url);
      assert.equal(again.status, 200);
      const link = /<a href="([^"]*lang=fr[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const french = await send(new URL(link, page.url).href);
      assert.match(french.text, /<html[^>]* lang="fr"/);
      await stage.bridge.app.agreements.import(broker(), await userOf());
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
      await stage.bridge.app.agreements.publish(broker(), newVersion());
      isUsed(await send(page.url));
      isUsed(await accept(page));
      assert.equal(await isSigned(), false);
    });

    test('row 3: of many who lead on at once, one does', async () => {
      const page = await reach('deposit');
      await stage.bridge.app.agreements.import(broker(), await userOf());
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
      await stage.bridge.app.agreements.import(broker(), await userOf());
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
      await stage.bridge.app.agreements.import(broker(), await userOf());
      for (const { page } of [first, second]) assert.equal((await send(page.url, { headers: { cookie } })).status, 303);
    });

    test('row 43: without the store nothing is led on to, and the visit is as good as before', async () => {
      const page = await reach('kyc');
      await stage.bridge.app.agreements.import(broker(), await userOf());
      const { expiring } = stage.bridge.app.storage;
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
      const told = (await stage.bridge.app.events.list(broker(), { objectId: id, limit: 50 })).filter(
        ({ type, data }) => type === 'agreement.signed' && data.version === version,
      );
      assert.equal(told.length, 1);
    });

    test('row 7: HEAD and prefetch spend no token where agreements are outstanding, and make none', async () => {
      const ofToken = await token();
      const query = queryOf('kyc', ofToken);
      assert.equal((await send(address('kyc', query), { method: 'HEAD' })).headers.location, undefined);
      assert.equal((await send(address('kyc', query), { headers: { 'Sec-Purpose': 'prefetch' } })).status, 403);
      const page = await send(leadsTo(await visit('kyc', ofToken)));
      await stage.bridge.app.agreements.import(broker(), await userOf());
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
      stage.bridge.clock.advance(1);
      await stage.bridge.app.access.logOut(broker(), TRADER.userId);
      for (const answer of [await send(page.url), await accept(page)]) {
        assert.equal(answer.status, 403, answer.text);
        assert.match(wordsOf(answer), /too long|zu lange/);
      }
      assert.equal(await isSigned(), false);
      stage.bridge.clock.advance(1);
      const later = await reach('kyc');
      stage.bridge.clock.advance(15 * MINUTE_MS);
      assert.equal((await send(later.url)).status, 403);
      assert.equal((await accept(later)).status, 403);
    });

    test('row 28: a visit, a signature and a ticket of another white label count for nothing', async () => {
      const { agreements, brokers } = stage.bridge.app;
      const europe = await userOf(EUROPE);
      await brokers.update(EUROPE, { agreements: broker().agreements });
      await agreements.import(brokers.get(EUROPE), europe);
      assert.equal((await visit('kyc')).status, 303);
      const page = await reach('kyc');
      const elsewhere = page.url.replace(`/b/${BROKER}/`, `/b/${EUROPE}/`);
      const there = await send(elsewhere);
      assert.equal(there.status, 403, there.text);
      assert.equal((await accept({ ...page, url: elsewhere })).status, 403);
      const ofPage = ticketIn(await send(`${stage.bridge.url}/b/${EUROPE}/inapp/kyc?token=${await europeToken()}`));
      assert.equal((await accept(page, { ticket: ofPage })).status, 403);
      assert.equal((await accept(page, { ticket: '' })).status, 403);
      assert.equal(await isSigned(), false);
      await brokers.update(EUROPE, { agreements: [] });
    });
  });
}
