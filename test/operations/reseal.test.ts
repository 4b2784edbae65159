import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setUpAuthenticator } from '../support/authenticator-app.ts';
import { cashierCaller } from '../support/cashier-caller.ts';
import { changeCashier } from '../support/change-cashier.ts';
import { depositScreen } from '../support/deposit-screen.ts';
import { ENGINES } from '../support/engines.ts';
import { GOOD_FILES, kycScreen } from '../support/kyc-screen.ts';
import { platformCaller } from '../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../support/start-bridge.ts';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { traderBrowser } from '../support/trader-browser.ts';
import { isSignedWith, startWebhookReceiver } from '../support/webhook-receiver.ts';

const FIRST_KEY = `first:${randomBytes(32).toString('base64')}`;
const SECOND_KEY = `second:${randomBytes(32).toString('base64')}`;
/** Its cashier signs what it says. */
const OUTSIDE = 'financialhouse_main';
const NEWCOMER = { email: 'newcomer@example.com', password: 'A-long-enough-1' };

/** @returns What its cashier will say of a payment whose trader is there. */
async function payAtCashier(url: string): Promise<{ paymentId: string; amount: string; currency: string }> {
  const { headers } = await depositScreen(url, OUTSIDE).deposit('20.00');
  const paymentId = new URL(String(headers.location)).searchParams.get('payment') ?? '';
  return { paymentId, amount: '20.00', currency: 'EUR' };
}

/** An event for a webhook that nobody has sent yet. */
async function leavePing({ app }: TestBridge, url: string) {
  const broker = app.brokers.get(OUTSIDE);
  const subscribed = await app.webhooks.subscribe(broker, { url });
  await app.webhooks.ping(broker, subscribed.webhook.id);
  return subscribed;
}

const ADMIN = { email: 'admin@example.com', password: 'Sandbox-Admin-1' };
const CALLER = { address: '192.0.2.10', userAgent: 'test' };

async function leaveAuthenticator({ app: { staff }, clock }: TestBridge) {
  const [owner] = (await staff.members.list(staff.operator, { limit: 1 })).items;
  return setUpAuthenticator(staff, clock, owner?.id ?? '');
}

async function signInToConsole({ app: { staff }, clock }: TestBridge, code: string): Promise<string> {
  clock.advance(60_000);
  const result = await staff.signIn(ADMIN, CALLER);
  assert.equal(result.kind, 'second-factor');
  await staff.finishSecondFactor({ pendingId: result.pendingId, proof: { kind: 'totp', code } }, CALLER);
  return 'signed-in';
}

function signingKeys({ app }: TestBridge) {
  return app.signingKeys.open(app.brokers.get(OUTSIDE), new Set(['ES256', 'RS256']));
}

for (const { name, skip, open } of ENGINES) {
  describe(`replacing the encryption key on ${name}`, { skip }, () => {
    let simulator: TestSimulator;
    before(async () => {
      simulator = await startTestSimulator();
    });
    after(() => simulator.close());

    test('after a reseal the old key can go: platforms answer and half-made accounts are finished', async (t) => {
      const engines = await open();
      const start = (keys: string, dataDir?: string) =>
        startTestBridge({
          ...engines,
          simulatorUrl: simulator.url,
          environment: { ENCRYPTION_KEYS: keys, ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }) },
          keepFolder: true,
        });

      const before = await start(FIRST_KEY);
      await simulator.setFaults({ failNext: { call: '3.4', status: 500, times: 9 } });
      assert.equal((await traderBrowser(before.url).signUp(NEWCOMER)).status, 303);
      await simulator.clearFaults();
      assert.equal((await kycScreen(before.url).handIn()).status, 303);
      const payment = await payAtCashier(before.url);
      await changeCashier(before, OUTSIDE, { kind: 'off' });
      const signing = await signingKeys(before);
      const receiver = await startWebhookReceiver();
      t.after(() => receiver.close());
      const { secret } = await leavePing(before, receiver.url);
      const authenticator = await leaveAuthenticator(before);
      await before.close();

      const between = await start(`${SECOND_KEY},${FIRST_KEY}`, before.dataDir);
      const resealed = {
        keyId: 'second',
        brokers: 3,
        accounts: 1,
        documents: 2,
        signingKeys: 2,
        apiKeys: 3,
        webhooks: 1,
        staff: 1,
      };
      assert.deepEqual(await between.app.resealSecrets(), resealed);
      const nothing = {
        keyId: 'second',
        brokers: 0,
        accounts: 0,
        documents: 0,
        signingKeys: 0,
        apiKeys: 0,
        webhooks: 0,
        staff: 0,
      };
      assert.deepEqual(await between.app.resealSecrets(), nothing);
      await between.close();

      const afterwards = await start(SECOND_KEY, before.dataDir);
      assert.equal(await signInToConsole(afterwards, authenticator.code(2)), 'signed-in');
      const token = await platformCaller(afterwards.url, 'tradingtech_main').signInToken(NEWCOMER);
      assert.match(token, /^ot_/);
      const broker = afterwards.app.brokers.get('tradingtech_main');
      const user = await afterwards.app.storage.users.findByEmail(broker.brokerName, NEWCOMER.email);
      assert.ok(user);
      const [account] = await afterwards.app.trading.listAccounts(broker, user);
      assert.ok(account?.ctidTraderAccountId, 'the account is linked');
      const { kyc } = afterwards.app;
      const [found] = await kyc.list(broker, { limit: 1 });
      const [front] = await kyc.listDocuments(broker, found?.userId ?? '');
      const opened = await kyc.readDocument(broker, front?.id ?? '');
      assert.deepEqual(opened.content, GOOD_FILES['identity-front'], 'the document can be read');
      const cashier = cashierCaller(afterwards.url, () => afterwards.clock.nowMs());
      const said = await cashier.call({ ...payment, outcome: 'authorised', reference: 'r' });
      assert.deepEqual([said.status, said.json.state], [200, 'credited'], 'a cashier that was changed is still heard');
      assert.deepEqual(await signingKeys(afterwards), signing, 'the issuer signs on with the same keys');
      await afterwards.app.webhooks.deliverDue();
      const [ping] = receiver.received;
      assert.ok(ping && isSignedWith(secret, ping, afterwards.clock.nowMs()), 'webhooks are signed as before');
      await afterwards.close();
    });

    test('a key that is gone keeps no trader out who needs nothing that it sealed', async () => {
      const engines = await open();
      const options = { ...engines, simulatorUrl: simulator.url };
      const before = await startTestBridge({
        ...options,
        environment: { ENCRYPTION_KEYS: FIRST_KEY },
        keepFolder: true,
      });
      await before.close();
      const environment = { ENCRYPTION_KEYS: SECOND_KEY, DATA_DIR: before.dataDir };
      const afterwards = await startTestBridge({ ...options, environment });
      assert.match(await platformCaller(afterwards.url, 'tradingtech_main').signInToken(), /^ot_/);
      await afterwards.close();
    });
  });
}
