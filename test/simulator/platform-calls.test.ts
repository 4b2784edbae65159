import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { openPlatformSession, type PlatformSession, send } from './platform-session.ts';

const MD5 = createHash('md5').update('password').digest('hex');
const CRM = { brokerCrmName: 'tradingtech_crm' };
const TRADER = {
  accessRights: 'FULL_ACCESS',
  accountType: 'HEDGED',
  balance: 10_000,
  brokerName: 'tradingtech_main',
  depositCurrency: 'EUR',
  groupName: 'demo',
  hashedPassword: MD5,
  leverageInCents: 10_000,
  totalMarginCalculationType: 'MAX',
};

/** Every call, with good input of the seeded trader and the status it earns. */
const CALLS: readonly [name: string, method: string, path: string, input: object, status: number][] = [
  ['3.2', 'POST', '/cid/oauth2/ctid/create', { ...CRM, email: 'new@example.com' }, 201],
  ['3.3', 'POST', '/v2/webserv/traders', TRADER, 201],
  [
    '3.4',
    'POST',
    '/cid/ctid/link',
    {
      traderLogin: 3000001,
      traderPasswordHash: MD5,
      userId: 10345533,
      brokerName: 'tradingtech_main',
      environmentName: 'demo',
    },
    200,
  ],
  [
    '3.5',
    'POST',
    '/v2/webserv/traders/3000001/changebalance',
    { login: 3000001, preciseAmount: 1.5, type: 'DEPOSIT' },
    200,
  ],
  ['3.6', 'PUT', '/cid/oauth2/ctid/referral', { ...CRM, ctidTraderAccountId: 9017800, partnerId: 'p' }, 200],
  ['3.7', 'GET', '/cid/oauth2/ctid/referral', { ...CRM, userId: 10345533 }, 200],
  ['3.8', 'DELETE', '/cid/oauth2/ctid/referral', { ...CRM, userId: 10345533 }, 200],
  ['3.9', 'PUT', '/cid/oauth2/ctid/inAppControls', { ...CRM, userId: 10345533, rules: {} }, 201],
  ['3.10', 'PUT', '/cid/oauth2/ctid/changeEmail', { ...CRM, userId: 10345533, newEmail: 'trader@example.com' }, 204],
  ['3.11', 'GET', '/cid/oauth2/ctid/userId', { ...CRM, email: 'trader@example.com' }, 200],
  ['3.12', 'POST', '/cid/oauth2/ctid/logout', { ...CRM, userId: 10345533 }, 204],
  ['3.13', 'PUT', '/cid/oauth2/ctid/acceptAgreement', { ...CRM, userId: 10345533 }, 204],
];

let simulator: TestSimulator;
let session: PlatformSession;

before(async () => {
  simulator = await startTestSimulator();
});
beforeEach(async () => {
  await simulator.clearFaults();
  session = await openPlatformSession(simulator.url);
});
after(() => simulator.close());

for (const [name, method, path, input, status] of CALLS) {
  describe(`call ${name}`, () => {
    test(`with good input answers ${status}`, async () => {
      const reply = await session.call(method, path, input);
      assert.equal(reply.status, status, JSON.stringify(reply.body));
    });

    test('without input answers 400 INVALID_REQUEST', async () => {
      const reply = await session.call(method, path);
      assert.deepEqual([reply.status, reply.errorCode], [400, 'INVALID_REQUEST']);
    });

    test('with each required field missing or an object answers 400 and names it', async () => {
      for (const field of Object.keys(input)) {
        const wrong = { ...input, [field]: method === 'GET' || status === 204 || name === '3.8' ? '' : { a: 1 } };
        const reply = await session.call(method, path, wrong);
        assert.deepEqual([field, reply.status, reply.errorCode], [field, 400, 'INVALID_REQUEST']);
      }
    });

    test('without a good token answers 401', async () => {
      for (const query of ['', '?token=nope', '?token[]=a']) {
        const reply = await send(`${simulator.url}${path}${query}`, method, method === 'GET' ? undefined : input);
        assert.deepEqual([reply.status, reply.errorCode], [401, 'CH_ACCESS_TOKEN_INVALID']);
      }
    });

    test('with the token of another broker touches nothing of this one', async () => {
      const other = await openPlatformSession(simulator.url, 'financialhouse_main');
      const reply = await other.call(method, path, input);
      assert.ok(reply.status === 400 || reply.status === 404, `${reply.status}`);
    });
  });
}

describe('call 3.1', () => {
  const path = '/v2/webserv/managers/token';

  test('with a wrong password or an unknown manager answers 403', async () => {
    for (const login of [1001, 999]) {
      const reply = await send(simulator.url + path, 'POST', { login, hashedPassword: MD5 });
      assert.deepEqual([reply.status, reply.errorCode], [403, 'CH_CLIENT_AUTH_FAILURE']);
    }
  });

  test('with the password itself in place of its MD5 answers 400', async () => {
    const hashedPassword = 'sandbox-manager-tradingtech_main';
    const reply = await send(simulator.url + path, 'POST', { login: 1001, hashedPassword });
    assert.equal(reply.status, 400);
  });
});

test('a body that is not JSON is answered with 400 INVALID_REQUEST', async () => {
  const target = `${simulator.url}/cid/oauth2/ctid/create?token=${session.token}`;
  for (const body of ['{', '"text"', 'a=b', '[1]']) {
    const reply = await send(target, 'POST', body);
    assert.deepEqual([body, reply.status, reply.errorCode], [body, 400, 'INVALID_REQUEST']);
  }
});

test('3.3 for another broker than the token’s is refused', async () => {
  const reply = await session.call('POST', '/v2/webserv/traders', { ...TRADER, brokerName: 'tradingtech_wl_europe' });
  assert.deepEqual([reply.status, reply.errorCode], [400, 'CH_BROKER_NOT_FOUND']);
});

test('3.4 returns the account’s details when asked', async () => {
  const input = { ...CALLS[2]?.[3], returnAccountDetails: true };
  const reply = await session.call('POST', '/cid/ctid/link', input);
  const details = reply.body.accountDetails as { login: number };
  assert.equal(details.login, 3000001);
});

test('3.5 with an amount that the currency cannot express is refused', async () => {
  for (const preciseAmount of [0, -1, 0.001, 1e-7, 1e300]) {
    const input = { login: 3000001, preciseAmount, type: 'DEPOSIT' };
    const reply = await session.call('POST', '/v2/webserv/traders/3000001/changebalance', input);
    assert.deepEqual([preciseAmount, reply.status], [preciseAmount, 400]);
  }
});

test('3.5 books a bonus apart from the balance', async () => {
  const path = '/v2/webserv/traders/5000001/changebalance';
  const bonus = { login: 5000001, preciseAmount: 10, type: 'DEPOSIT_NONWITHDRAWABLE_BONUS' };
  assert.equal((await session.call('POST', path, bonus)).status, 200);
  const reply = await session.call('POST', path, { login: 5000001, preciseAmount: 505, type: 'WITHDRAW' });
  assert.equal(reply.errorCode, 'NOT_ENOUGH_MONEY');
});

test('3.5 with a known externalId books again, or not where the switch says so', async () => {
  const input = { login: 3000001, preciseAmount: 1, type: 'DEPOSIT', externalId: 'payment-1' };
  const deposit = () => session.call('POST', '/v2/webserv/traders/3000001/changebalance', input);
  const first = await deposit();
  const second = await deposit();
  assert.notEqual(first.body.balanceHistoryId, second.body.balanceHistoryId);
  await simulator.setFaults({ idempotentByExternalId: true });
  assert.equal((await deposit()).body.balanceHistoryId, first.body.balanceHistoryId);
});

test('3.11 of another broker’s user answers 200 with nothing in it', async () => {
  await session.call('POST', '/cid/oauth2/ctid/create', { ...CRM, email: 'only-main@example.com' });
  const other = await openPlatformSession(simulator.url, 'tradingtech_wl_europe');
  const reply = await other.call('GET', '/cid/oauth2/ctid/userId', { ...CRM, email: 'only-main@example.com' });
  assert.deepEqual([reply.status, reply.body], [200, {}]);
});
