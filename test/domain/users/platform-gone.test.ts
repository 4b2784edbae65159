import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import { seedWith } from '../../support/seed-with.ts';
import { findFreePort } from '../../support/server-process.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { startTestSimulator } from '../../support/start-simulator.ts';
import { newEmail, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const PASSWORD = 'A-long-enough-1';

for (const { name, skip, open } of ENGINES) {
  describe(`a platform that is down, on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    let port: number;
    before(async () => {
      port = await findFreePort();
      const seed = seedWith('tradingtech_main', { agreements: [] });
      bridge = await startTestBridge({ ...(await open()), seed, simulatorUrl: `http://127.0.0.1:${port}` });
    });
    after(() => bridge.close());

    test('a trader whom the platform knows gets in all the same', async () => {
      assert.equal((await traderBrowser(bridge.url).logIn()).status, 303);
    });

    test('a new trader is told clearly, loses nothing, and gets in when the platform is back', async () => {
      const email = newEmail();
      const query = 'partnerId=p-9&utm_source=news';
      const answer = await traderBrowser(bridge.url).signUp({ email, password: PASSWORD, firstName: 'Ada' }, query);
      assert.equal(answer.status, 503);
      assert.match(String(answer.headers['content-type']), /^text\/html/);
      assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/);
      assert.match(wordsOf(answer), /cannot be reached right now. Your details are safe/);
      assert.match(answer.text, /value="Ada"/);

      const simulator = await startTestSimulator({ port });
      try {
        assert.equal((await traderBrowser(bridge.url).logIn({ email, password: PASSWORD })).status, 303);
        assert.deepEqual(await callsMade(simulator), ['3.11', '3.2', '3.6', '3.3', '3.4']);
        const traces = await tracesOf(simulator, email);
        assert.deepEqual([traces.linkedLogins.length, traces.partnerId], [1, 'p-9']);
        const user = await bridge.app.users.findByPlatformUserId('tradingtech_main', traces.userIds[0] ?? 0);
        assert.deepEqual([user?.firstName, user?.attribution.marketing], ['Ada', { utm_source: 'news' }]);
      } finally {
        await simulator.close();
      }
    });
  });
}
