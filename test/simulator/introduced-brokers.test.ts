import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { startTestSimulator } from '../support/start-simulator.ts';
import { send } from './platform-session.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const NOVA = {
  ...{ brokerName: 'nova', brokerCrmName: 'tradingtech_crm', displayName: 'Nova', platformPassword: 'nova-password' },
  ...{ managerLogin: 900_007, managerPasswordMd5: md5('sandbox-manager-900007'), cashierSecret: null },
  languages: ['en'],
};

async function tokenOf(url: string, password = 'sandbox-manager-900007') {
  const body = { login: 900_007, hashedPassword: md5(password) };
  return send(`${url}/v2/webserv/managers/token`, 'POST', body);
}

function createUser(url: string, token: unknown) {
  const query = new URLSearchParams({ token: String(token) });
  const body = { brokerCrmName: 'tradingtech_crm', email: 'new@example.com' };
  return send(`${url}/cid/oauth2/ctid/create?${query}`, 'POST', body);
}

describe('brokers that no seed file brought', () => {
  test('a manager whose broker is still to come is let in, and can do nothing yet', async () => {
    const simulator = await startTestSimulator();
    try {
      assert.equal((await tokenOf(simulator.url, 'another')).status, 403);
      const { status, body } = await tokenOf(simulator.url);
      assert.equal(status, 200);
      assert.equal((await createUser(simulator.url, body.webservToken)).status, 401);
    } finally {
      await simulator.close();
    }
  });

  test('one that it was told of is a broker like the others, after a restart too, and shows no secret', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'drawbridge-simulator-'));
    const stateFile = join(folder, 'state.json');
    const first = await startTestSimulator({ stateFile });
    assert.equal((await send(`${first.url}/control/brokers`, 'POST', NOVA)).status, 204);
    assert.ok(!JSON.stringify(await first.state()).includes('nova-password'));
    await first.close();
    const second = await startTestSimulator({ stateFile });
    try {
      const { body } = await tokenOf(second.url);
      assert.equal((await createUser(second.url, body.webservToken)).status, 201);
      assert.match(await (await fetch(`${second.url}/?broker=nova`)).text(), /Nova/);
    } finally {
      await second.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a broker of the seed file stays as it is, and half of one is refused', async () => {
    const simulator = await startTestSimulator();
    try {
      const told = { ...NOVA, brokerName: 'tradingtech_main' };
      assert.equal((await send(`${simulator.url}/control/brokers`, 'POST', told)).status, 409);
      assert.equal((await send(`${simulator.url}/control/brokers`, 'POST', { brokerName: 'nova' })).status, 400);
    } finally {
      await simulator.close();
    }
  });
});
