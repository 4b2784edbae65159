import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { startTestSimulator, type TestSimulator } from '../../support/start-simulator.ts';
import { type BackendBench, brokerAt, createBackendBench } from './backend-bench.ts';
import { refused } from './refused.ts';

const PASSWORD_MD5 = createHash('md5').update('an account password').digest('hex');

let simulator: TestSimulator;
let bench: BackendBench;
let broker: Broker;
let counter = 0;

before(async () => {
  simulator = await startTestSimulator();
  bench = createBackendBench();
  broker = brokerAt(simulator.url);
});
beforeEach(async () => {
  await simulator.clearFaults();
  await simulator.clearCalls();
});
after(async () => {
  await bench.backend.close();
  await simulator.close();
});

function newEmail(): string {
  counter += 1;
  return `someone-${counter}@example.com`;
}

async function newUserId(): Promise<number> {
  return bench.backend.createUser(broker, { email: newEmail() });
}

async function newLogin(firstName: string | null = null): Promise<number> {
  const { firstAccount: offer } = broker;
  assert.ok(offer);
  const details = { offer, passwordMd5: PASSWORD_MD5, firstName, lastName: null, email: newEmail() };
  const { login } = await bench.backend.createAccount(broker, details);
  return login;
}

describe('users', () => {
  test('3.2 creates a user, and a second one has another id', async () => {
    const first = await bench.backend.createUser(broker, {
      email: newEmail(),
      firstName: 'Ada',
      nickName: 'ada',
      preferredLanguage: 'de',
    });
    assert.ok(first > 11_000_000);
    assert.notEqual(await newUserId(), first);
    assert.ok(bench.measured.includes('3.2 ok tradingtech_main'));
  });

  test('3.2 with an email that the platform has says so', async () => {
    const email = newEmail();
    await bench.backend.createUser(broker, { email });
    await assert.rejects(
      bench.backend.createUser(broker, { email: email.toUpperCase() }),
      refused('platform_email_taken', 'CH_EMAIL_ALREADY_EXISTS'),
    );
  });

  test('3.2 with a private relay address is refused', async () => {
    const email = 'abc@privaterelay.appleid.com';
    await assert.rejects(bench.backend.createUser(broker, { email }), refused('platform_refused', 'INVALID_REQUEST'));
  });

  test('3.2 with a CRM that is not the manager’s is refused', async () => {
    const foreign = { ...broker, brokerCrmName: 'financialhouse_crm' };
    await assert.rejects(
      bench.backend.createUser(foreign, { email: newEmail() }),
      refused('platform_refused', 'CH_BROKER_NOT_FOUND'),
    );
  });

  test('3.2 with the same email at two brokers makes two users, and neither broker finds the other’s', async () => {
    const email = newEmail();
    const other = brokerAt(simulator.url, 'tradingtech_wl_europe');
    const here = await bench.backend.createUser(broker, { email });
    const there = await bench.backend.createUser(other, { email });
    assert.notEqual(here, there);
    assert.equal(await bench.backend.findUserId(broker, email), here);
    assert.equal(await bench.backend.findUserId(other, email), there);
    await assert.rejects(bench.backend.logOut(other, here), refused('platform_refused', 'CH_CTID_USER_NOT_FOUND'));
  });

  test('3.11 finds a user by email, and nobody where there is none', async () => {
    assert.equal(await bench.backend.findUserId(broker, 'trader@example.com'), 10345533);
    assert.equal(await bench.backend.findUserId(broker, 'nobody+tag@example.com'), undefined);
  });

  test('3.6 sets a referral', async () => {
    const userId = await newUserId();
    await bench.backend.setReferral(broker, userId, 'partner-7');
    const { users } = await simulator.state();
    assert.equal(users.find((user) => user.userId === userId)?.partnerId, 'partner-7');
  });

  test('3.6, 3.9, 3.10, 3.12 and 3.13 for an unknown user are refused', async () => {
    const { backend } = bench;
    const calls = [
      backend.setReferral(broker, 99, 'p'),
      backend.setRibbons(broker, 99, []),
      backend.changeEmail(broker, 99, newEmail()),
      backend.logOut(broker, 99),
      backend.acceptAgreement(broker, 99),
    ];
    for (const call of calls) await assert.rejects(call, refused('platform_refused', 'CH_CTID_USER_NOT_FOUND'));
  });

  test('3.9 sets ribbons and clears them', async () => {
    const userId = await newUserId();
    const action = { urlExternal: 'https://example.com/offer' };
    const ribbon = { color: '#aa00ff', title: 'Offer', enabled: true, closable: true, action };
    await bench.backend.setRibbons(broker, userId, [ribbon]);
    await bench.backend.setRibbons(broker, userId, []);
    const sent = (await simulator.calls('3.9')).map((call) => (call.request as { rules: object }).rules);
    assert.deepEqual(sent, [{ ribbons: [ribbon] }, {}]);
  });

  test('3.9 with a ribbon that the contract does not allow is not sent', async () => {
    const action = { urlinApp: 'deposit' };
    const ribbon = { color: 'red', title: 'Offer', enabled: true, closable: true, action };
    await assert.rejects(bench.backend.setRibbons(broker, 1, [ribbon]), (error) => {
      return isBridgeError(error, 'parameter_invalid') && error.field === 'rules.ribbons.0.color';
    });
    assert.equal((await simulator.calls('3.9')).length, 0);
  });

  test('3.10 changes an email, and refuses one that is taken', async () => {
    const userId = await newUserId();
    const email = newEmail();
    await bench.backend.changeEmail(broker, userId, email);
    assert.equal(await bench.backend.findUserId(broker, email), userId);
    await assert.rejects(
      bench.backend.changeEmail(broker, userId, 'trader@example.com'),
      refused('platform_email_taken', 'CH_EMAIL_ALREADY_EXISTS'),
    );
  });

  test('3.12 and 3.13 may be made twice', async () => {
    const userId = await newUserId();
    for (const _ of [1, 2]) {
      await bench.backend.acceptAgreement(broker, userId);
      await bench.backend.logOut(broker, userId);
    }
  });

  test('3.11 and 3.12 go to the paths of the broker’s record', async () => {
    const moved = { ...broker, platform: { ...broker.platform, userIdPath: '/cid/elsewhere', logoutPath: '/cid/out' } };
    await assert.rejects(bench.backend.findUserId(moved, newEmail()), refused('platform_refused', 'INVALID_REQUEST'));
    await assert.rejects(bench.backend.logOut(moved, 1), refused('platform_refused', 'INVALID_REQUEST'));
    const paths = (await simulator.calls()).map((call) => call.path.split('?')[0]);
    assert.deepEqual(paths.slice(-2), ['/cid/elsewhere', '/cid/out']);
  });
});

describe('accounts', () => {
  test('3.3 creates an account, 3.4 links it and answers the same link again', async () => {
    const platformUserId = await newUserId();
    const login = await newLogin('Ada');
    const link = { login, passwordMd5: PASSWORD_MD5, platformUserId, environment: 'demo' as const };
    const first = await bench.backend.linkAccount(broker, link);
    assert.equal(await bench.backend.linkAccount(broker, link), first);
    const { traders } = await simulator.state();
    const trader = traders.find((known) => known.login === login);
    assert.deepEqual([trader?.environment, trader?.balance], ['demo', 1_000_000]);
  });

  test('3.3 answers how many digits the money has', async () => {
    const { firstAccount } = broker;
    assert.ok(firstAccount);
    const offer = { ...firstAccount, depositCurrency: 'JPY' };
    const person = { firstName: null, lastName: null, email: newEmail() };
    const account = await bench.backend.createAccount(broker, { offer, passwordMd5: PASSWORD_MD5, ...person });
    assert.equal(account.moneyDigits, 0);
  });

  test('3.3 for a broker with the sealed password of another is not made', async () => {
    const { firstAccount: offer } = broker;
    assert.ok(offer);
    const mixed = { ...broker, platform: brokerAt(simulator.url, 'financialhouse_main').platform };
    const details = { offer, passwordMd5: PASSWORD_MD5, firstName: null, lastName: null, email: newEmail() };
    await assert.rejects(bench.backend.createAccount(mixed, details), (error) => {
      return isBridgeError(error, 'platform_unavailable') && error.outcome === 'not_done';
    });
  });

  test('3.4 with a wrong password, an unknown account or another’s account is refused', async () => {
    const platformUserId = await newUserId();
    const login = await newLogin();
    const link = { login, passwordMd5: PASSWORD_MD5, platformUserId, environment: 'demo' as const };
    const wrong = createHash('md5').update('wrong').digest('hex');
    await assert.rejects(
      bench.backend.linkAccount(broker, { ...link, passwordMd5: wrong }),
      refused('platform_refused', 'CH_TRADER_PASSWORD_WRONG'),
    );
    await assert.rejects(
      bench.backend.linkAccount(broker, { ...link, login: 12 }),
      refused('platform_refused', 'TRADER_NOT_FOUND'),
    );
    await bench.backend.linkAccount(broker, link);
    await assert.rejects(
      bench.backend.linkAccount(broker, { ...link, platformUserId: 10345533 }),
      refused('platform_refused', 'CH_TRADER_ALREADY_LINKED'),
    );
  });

  test('3.5 deposits and withdraws to the last digit', async () => {
    const login = await newLogin();
    const amounts = ['250.00', '0.29', '0.1', '0.2', '1.10', '33.33', '007.50'];
    for (const preciseAmount of amounts)
      await bench.backend.changeBalance(broker, { login, type: 'DEPOSIT', preciseAmount });
    await bench.backend.changeBalance(broker, { login, type: 'WITHDRAW', preciseAmount: '292.52' });
    const { traders } = await simulator.state();
    assert.equal(traders.find((trader) => trader.login === login)?.balance, 1_000_000);
  });

  test('3.5 for more than there is, or for an unknown account, is refused', async () => {
    const login = await newLogin();
    const change = { login, type: 'WITHDRAW' as const, preciseAmount: '10000.01' };
    await assert.rejects(bench.backend.changeBalance(broker, change), refused('platform_refused', 'NOT_ENOUGH_MONEY'));
    await assert.rejects(
      bench.backend.changeBalance(broker, { ...change, login: 12 }),
      refused('platform_refused', 'TRADER_NOT_FOUND'),
    );
  });

  test('3.5 with an amount that is not a positive decimal is not sent', async () => {
    for (const preciseAmount of [
      '0',
      '0.00',
      '-1',
      '1e3',
      '',
      '1.',
      '.5',
      '1.123456789',
      '1234567890123',
      ' 1',
      'NaN',
    ]) {
      const change = { login: 3000001, type: 'DEPOSIT' as const, preciseAmount };
      await assert.rejects(bench.backend.changeBalance(broker, change), (error) => {
        return isBridgeError(error, 'parameter_invalid') && error.field === 'preciseAmount';
      });
    }
    assert.equal((await simulator.calls('3.5')).length, 0);
  });
});
