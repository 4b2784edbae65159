import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { BoundAccount } from '../../../src/domain/trading/bind-account.ts';
import type { LinkedUser } from '../../../src/domain/users/user.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { ENGINES } from '../../support/engines.ts';
import { callsMade } from '../../support/platform-traces.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const PASSWORD = 'Account-Password-1';
const MD5 = createHash('md5').update(PASSWORD).digest('hex');

for (const { name, skip, open } of ENGINES) {
  describe(`binding an account that exists at the platform, on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());
    beforeEach(async () => {
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
    });

    const broker = (brokerName = BROKER) => bridge.app.brokers.get(brokerName);
    const bind = (user: LinkedUser, account: BoundAccount) =>
      bridge.app.trading.bindAccount(broker(user.brokerName), user, account);
    const isRefusal = (code: ErrorCode) => (error: unknown) => isBridgeError(error, code);

    async function newUser(brokerName = BROKER): Promise<LinkedUser> {
      const { users } = bridge.app;
      const user = await users.create(broker(brokerName), { email: newEmail() });
      return users.ensurePlatformUser(broker(brokerName), user);
    }

    /** An account that the broker opened at the platform by other means. */
    async function newAccount(brokerName = BROKER): Promise<BoundAccount> {
      const offer = broker(brokerName).firstAccount;
      assert.ok(offer);
      const person = { firstName: null, lastName: null, email: newEmail() };
      const made = await bridge.app.platform.createAccount(broker(brokerName), { offer, passwordMd5: MD5, ...person });
      await bridge.simulator.clearCalls();
      const { environment, depositCurrency } = offer;
      return { environment, depositCurrency, ...made, password: { plain: PASSWORD } };
    }

    const linkedEvents = async (accountId: string) =>
      (await bridge.app.events.list(broker(), { objectId: accountId, limit: 10 })).map(({ type }) => type);

    test('by its password or the MD5 of that, the account is the user’s, and whoever listens hears of it once', async () => {
      for (const password of [{ plain: PASSWORD }, { md5: MD5.toUpperCase() }]) {
        const user = await newUser();
        const account = await newAccount();
        await bridge.simulator.clearCalls();
        const bound = await bind(user, { ...account, password });
        assert.deepEqual(await callsMade(bridge.simulator), ['3.4']);
        assert.equal(bound.sealedPasswordHash, null);
        assert.deepEqual(await bridge.app.trading.listAccounts(broker(), user), [bound]);
        assert.deepEqual(await bind(user, { ...account, password }), bound, 'again');
        assert.deepEqual(await callsMade(bridge.simulator), ['3.4'], 'the platform is not asked again');
        assert.deepEqual(await linkedEvents(bound.id), ['account.linked']);
      }
    });

    test('another user’s account is refused without asking the platform', async () => {
      const account = await newAccount();
      await bind(await newUser(), account);
      const other = await newUser();
      await bridge.simulator.clearCalls();
      await assert.rejects(bind(other, account), isRefusal('account_bound'));
      assert.deepEqual(await callsMade(bridge.simulator), []);
    });

    test('what the platform does not know, or another password, is refused, and nothing is written down', async () => {
      const user = await newUser();
      const account = await newAccount();
      const tries: Partial<BoundAccount>[] = [{ login: 1 }, { password: { plain: 'Wrong' } }];
      for (const wrong of tries) {
        await assert.rejects(bind(user, { ...account, ...wrong }), isRefusal('account_link_refused'));
      }
      assert.deepEqual(await bridge.app.trading.listAccounts(broker(), user), []);
    });

    test('row 28: an account of another white label is not known to the platform of this one', async () => {
      const account = await newAccount(SISTER);
      await assert.rejects(bind(await newUser(), account), isRefusal('account_link_refused'));
    });

    test('a lost answer of 3.4 leaves nothing written down, and the same again binds it', async () => {
      const user = await newUser();
      const account = await newAccount();
      await bridge.simulator.setFaults({ dropAnswer: { call: '3.4', times: 10 } });
      await bind(user, account).catch((error) => assert.ok(isBridgeError(error, 'platform_unavailable')));
      await bridge.simulator.clearFaults();
      assert.equal((await bind(user, account)).login, account.login);
    });

    test('row 44: of 8 parallel calls for two users, one user has it, once', async () => {
      const account = await newAccount();
      const users = [await newUser(), await newUser()];
      const results = await Promise.allSettled(
        Array.from({ length: 8 }, (_, index) => bind(users[index % 2] as LinkedUser, account)),
      );
      const bound = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      assert.equal(new Set(bound.map(({ id }) => id)).size, 1);
      for (const result of results) {
        if (result.status === 'rejected') {
          assert.ok(
            isBridgeError(result.reason, 'account_bound', 'account_link_refused', 'busy'),
            String(result.reason),
          );
        }
      }
      assert.deepEqual(await linkedEvents(bound[0]?.id ?? ''), ['account.linked']);
    });

    test('a malformed account is refused by its field', async () => {
      const user = await newUser();
      const account = await newAccount();
      const tries: [Partial<BoundAccount>, string][] = [
        [{ login: 0 }, 'login'],
        [{ login: 1.5 }, 'login'],
        [{ depositCurrency: 'eur' }, 'depositCurrency'],
        [{ moneyDigits: 13 }, 'moneyDigits'],
        [{ password: { md5: 'x' } }, 'passwordMd5'],
      ];
      for (const [wrong, field] of tries) {
        await assert.rejects(
          bind(user, { ...account, ...wrong }),
          (error) => isBridgeError(error, 'parameter_invalid') && error.field === field,
        );
      }
    });
  });
}
