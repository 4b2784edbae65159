import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { openPlatformSession, send } from './platform-session.ts';

const EMAIL_PATH = '/cid/oauth2/ctid/userId';
const LOOK_UP = { brokerCrmName: 'tradingtech_crm', email: 'trader@example.com' };

let simulator: TestSimulator;

before(async () => {
  simulator = await startTestSimulator();
});
beforeEach(async () => {
  await simulator.clearFaults();
  await simulator.clearCalls();
});
after(() => simulator.close());

test('healthz answers 200', async () => {
  assert.equal((await send(`${simulator.url}/healthz`, 'GET')).status, 200);
});

test('failNext fails as often as it says, and only the call it names', async () => {
  const session = await openPlatformSession(simulator.url);
  await simulator.setFaults({ failNext: { call: '3.11', status: 503, times: 2, errorCode: 'UNKNOWN_ERROR' } });
  assert.equal((await session.call('GET', '/cid/oauth2/ctid/referral', { ...LOOK_UP, email: 'x' })).status, 400);
  const statuses = [];
  for (const _ of [1, 2, 3]) statuses.push((await session.call('GET', EMAIL_PATH, LOOK_UP)).status);
  assert.deepEqual(statuses, [503, 503, 200]);
});

test('dropAnswer carries the call out and cuts the connection', async () => {
  const session = await openPlatformSession(simulator.url);
  await simulator.setFaults({ dropAnswer: { call: '3.2' } });
  const input = { brokerCrmName: 'tradingtech_crm', email: 'dropped@example.com' };
  await assert.rejects(session.call('POST', '/cid/oauth2/ctid/create', input));
  const { users } = await simulator.state();
  assert.equal(users.filter((user) => user.email === 'dropped@example.com').length, 1);
});

test('duplicateEmail lets 3.2 find every email taken until it is taken back', async () => {
  const session = await openPlatformSession(simulator.url);
  const input = { brokerCrmName: 'tradingtech_crm', email: 'fresh@example.com' };
  await simulator.setFaults({ duplicateEmail: true });
  const refused = await session.call('POST', '/cid/oauth2/ctid/create', input);
  assert.deepEqual([refused.status, refused.errorCode], [400, 'CH_EMAIL_ALREADY_EXISTS']);
  await simulator.clearFaults();
  assert.equal((await session.call('POST', '/cid/oauth2/ctid/create', input)).status, 201);
});

test('rejectManagerTokens voids the tokens of today and takes those of tomorrow', async () => {
  const session = await openPlatformSession(simulator.url);
  await simulator.setFaults({ rejectManagerTokens: true });
  assert.equal((await session.call('GET', EMAIL_PATH, LOOK_UP)).status, 401);
  const renewed = await openPlatformSession(simulator.url);
  assert.equal((await renewed.call('GET', EMAIL_PATH, LOOK_UP)).status, 200);
});

test('a fault that does not exist is refused and changes nothing', async () => {
  await simulator.setFaults({ duplicateEmail: true });
  for (const settings of [{ latency: 5 }, { latencyMs: -1 }, { failNext: { status: 500 } }, [], 'x']) {
    const reply = await send(`${simulator.url}/control/faults`, 'PUT', settings);
    assert.equal(reply.status, 400, JSON.stringify(settings));
  }
  const { body } = await send(`${simulator.url}/control/faults`, 'GET');
  assert.equal(body.duplicateEmail, true);
});

test('the log of calls keeps the last 500 in their order, with every secret shortened', async () => {
  const session = await openPlatformSession(simulator.url);
  for (let round = 0; round < 505; round += 1) await session.call('GET', EMAIL_PATH, LOOK_UP);
  const calls = await simulator.calls();
  assert.equal(calls.length, 500);
  assert.deepEqual(
    calls.map((call) => call.id),
    calls.map((call) => call.id).toSorted((a, b) => a - b),
  );
  assert.ok(calls.every((call) => call.brokerName === 'tradingtech_main' && call.status === 200));
  assert.ok(calls.every((call) => call.path.includes(`token=ws_…${session.token.slice(-8)}`)));
  await simulator.clearCalls();
  const again = await openPlatformSession(simulator.url);
  const shown = JSON.stringify([await simulator.calls(), await simulator.state()]);
  assert.ok(!shown.includes(again.token) && !shown.includes(session.token));
  assert.match(shown, /"hashedPassword":"…"/);
});

test('a hand-off token is issued for a user with an account, and dies in its time', async () => {
  const issue = (body: object) => send(`${simulator.url}/control/handoff-token`, 'POST', body);
  assert.equal((await issue({ userId: 10345533 })).status, 201);
  assert.equal((await issue({ userId: 1 })).status, 404);
  assert.equal((await issue({})).status, 400);
});
