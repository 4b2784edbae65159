import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { startTestSimulator, type TestSimulator } from '../../support/start-simulator.ts';
import { type BackendBench, brokerAt, createBackendBench } from './backend-bench.ts';
import { refused } from './refused.ts';

let simulator: TestSimulator;
let bench: BackendBench;
let broker: Broker;

before(async () => {
  simulator = await startTestSimulator();
  bench = createBackendBench();
  broker = brokerAt(simulator.url);
});
after(async () => {
  await bench.backend.close();
  await simulator.close();
});

describe('the hand-off call', () => {
  async function issue(userId: number): Promise<string> {
    const body = JSON.stringify({ userId });
    const response = await fetch(`${simulator.url}/control/handoff-token`, { method: 'POST', body });
    const { token } = (await response.json()) as { token: string };
    return token;
  }

  test('redeems a token once and says who it is', async () => {
    const token = await issue(10345533);
    const user = await bench.backend.redeemHandOffToken(broker, token);
    assert.deepEqual(user, { platformUserId: 10345533, email: 'trader@example.com', tradingLogin: 3000001 });
    await assert.rejects(
      bench.backend.redeemHandOffToken(broker, token),
      refused('token_unknown', 'CH_TOKEN_NOT_FOUND'),
    );
  });

  test('refuses an unknown token, and one of another broker without spending it', async () => {
    await assert.rejects(
      bench.backend.redeemHandOffToken(broker, 'nope'),
      refused('token_unknown', 'CH_TOKEN_NOT_FOUND'),
    );
    const token = await issue(10345533);
    const other = brokerAt(simulator.url, 'financialhouse_main');
    await assert.rejects(
      bench.backend.redeemHandOffToken(other, token),
      refused('token_unknown', 'CH_TOKEN_NOT_FOUND'),
    );
    assert.equal((await bench.backend.redeemHandOffToken(broker, token)).platformUserId, 10345533);
  });
});
