import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import { seedWith } from '../../support/seed-with.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { startTestSimulator, type TestSimulator } from '../../support/start-simulator.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { newEmail, traderBrowser } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const PASSWORD = 'A-long-enough-1';

for (const { name, skip, open } of ENGINES) {
  describe(`two bridges on one ${name}`, { skip }, () => {
    const folder = makeTempFolder();
    let simulator: TestSimulator;
    let bridges: TestBridge[] = [];
    before(async () => {
      simulator = await startTestSimulator();
      const environment = { DATA_DIR: folder.path, TRUSTED_PROXIES: 'loopback' };
      const seed = seedWith(BROKER, { agreements: [] });
      const options = { ...(await open()), seed, simulatorUrl: simulator.url, environment };
      bridges = [await startTestBridge(options), await startTestBridge(options)];
    });
    after(async () => {
      await Promise.all(bridges.map((bridge) => bridge.close()));
      await simulator.close();
      folder.remove();
    });
    beforeEach(async () => {
      await simulator.clearFaults();
      await simulator.clearCalls();
    });

    const everywhere = <Result>(run: (bridge: TestBridge) => Promise<Result>) =>
      Promise.all([...bridges, ...bridges].map((bridge) => run(bridge)));

    test('row 4: a sign-up clicked at both at once makes one user, one platform user, one account', async () => {
      const email = newEmail();
      const [one] = bridges;
      assert.ok(one);
      const first = traderBrowser(one.url);
      const profile = await first.sendForm(await first.open('?firstLogin=true'), { email, password: PASSWORD });
      const answers = await everywhere(({ url }) => traderBrowser(url).sendForm(profile));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303, 303, 303],
      );
      await everywhere(({ url }) => traderBrowser(url).logIn({ email, password: PASSWORD }));
      assert.deepEqual(await callsMade(simulator), ['3.11', '3.2', '3.3', '3.4']);
      const { userIds, linkedLogins } = await tracesOf(simulator, email);
      assert.deepEqual([userIds.length, linkedLogins.length], [1, 1]);
    });

    test('row 4: of sign-ups with one address at both at once one makes the user, the others are sent to log in', async () => {
      const email = newEmail();
      const answers = await everywhere(({ url }) => traderBrowser(url).signUp({ email, password: PASSWORD }));
      const statuses = answers.map(({ status }) => status).sort();
      assert.equal(statuses[0], 303);
      assert.ok(
        statuses.every((status) => status === 303 || status === 409),
        statuses.join(),
      );
      await everywhere(({ url }) => traderBrowser(url).logIn({ email, password: PASSWORD }));
      const { userIds, linkedLogins } = await tracesOf(simulator, email);
      assert.deepEqual([userIds.length, linkedLogins.length], [1, 1]);
    });

    test('row 4: log-ins at both at once finish once what a failure left undone', async () => {
      const email = newEmail();
      await simulator.setFaults({ dropAnswer: { call: '3.2' } });
      const [one] = bridges;
      assert.ok(one);
      assert.equal((await traderBrowser(one.url).signUp({ email, password: PASSWORD })).status, 503);
      await simulator.clearCalls();
      const answers = await everywhere(({ url }) => traderBrowser(url).logIn({ email, password: PASSWORD }));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303, 303, 303],
      );
      assert.deepEqual(await callsMade(simulator), ['3.2', '3.11', '3.3', '3.4']);
    });

    test('row 42: the limit on wrong passwords is one for both, and so is its end', async () => {
      const address = '203.0.113.77';
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const url = bridges[attempt % 2]?.url ?? '';
        const answer = await traderBrowser(url, { address }).logIn({ email: 'victim@example.com', password: 'wrong' });
        statuses.push(answer.status);
      }
      assert.deepEqual(statuses, [...Array<number>(8).fill(401), 429, 429]);
      for (const { clock } of bridges) clock.advance(15 * 60_000);
      const [, other] = bridges;
      const late = await traderBrowser(other?.url ?? '', { address }).logIn({
        email: 'victim@example.com',
        password: 'wrong',
      });
      assert.equal(late.status, 401);
    });
  });
}
