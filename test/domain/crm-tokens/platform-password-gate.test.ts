import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { post } from '../../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const TRIES = 200;

let bridge: TestBridge;

before(async () => {
  bridge = await startTestBridge({ environment: { TRUSTED_PROXIES: 'loopback' } });
});
after(() => bridge.close());

function buy(brokerName: string, password: string, address: string) {
  const headers = { 'X-Forwarded-For': address };
  return post(`${bridge.url}/b/${brokerName}/oauth2/crmApiToken`, { body: { password }, headers });
}

test('row 42: guesses that come at once pass the limit no more than guesses in a row', async () => {
  const guesses = Array.from({ length: TRIES - 1 }, (_, index) => `guess-number-${index}`);
  const last = 'sandbox-password-tradingtech_main';
  const answers = await Promise.all(
    [...guesses, last].map((password) => buy('tradingtech_main', password, '10.9.0.1')),
  );
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  assert.deepEqual({ wrong: count(403), refused: count(429) }, { wrong: 20, refused: TRIES - 20 });
});

test('row 42: many calls at once with the right password all get a token, also in a process that never saw it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 64 }, () => buy('financialhouse_main', 'sandbox-password-financialhouse_main', '10.9.0.2')),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
});

test('a right password takes back what it was counted for', async () => {
  const name = 'tradingtech_wl_europe';
  for (let round = 0; round < 3; round += 1) {
    const wrong = await Promise.all(
      Array.from({ length: 6 }, (_, index) => buy(name, `wrong-${round}-${index}`, '10.9.0.3')),
    );
    assert.ok(wrong.every(({ status }) => status === 403));
    assert.equal((await buy(name, `sandbox-password-${name}`, '10.9.0.3')).status, 200);
  }
});
