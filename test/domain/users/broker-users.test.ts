import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { NewUser } from '../../../src/domain/users/create-user.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { deriveRecordId } from '../../../src/lib/ids.ts';
import { ENGINES } from '../../support/engines.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import { linkTokenIn, mailTo, resetBrowser } from '../../support/reset-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, traderBrowser } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const PASSWORD = 'A-long-enough-1';

for (const { name, skip, open } of ENGINES) {
  describe(`users whom a broker makes and changes, on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());
    beforeEach(async () => {
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
    });

    const users = () => bridge.app.users;
    const broker = (brokerName = BROKER) => bridge.app.brokers.get(brokerName);
    const create = (user: Partial<NewUser> = {}) => users().create(broker(), { email: newEmail(), ...user });
    const isRefusal = (code: ErrorCode, field?: string) => (error: unknown) =>
      isBridgeError(error, code) && error.field === field;
    const eventsOf = async (userId: string) =>
      (await bridge.app.events.list(broker(), { objectId: userId, limit: 20 })).map(({ type }) => type).reverse();

    describe('made', () => {
      test('with a password the user logs in, and the platform gets to know the user and the partner', async () => {
        const email = newEmail();
        const user = await create({ email: ` ${email.toUpperCase()} `, password: PASSWORD, partnerId: 'p-1' });
        assert.equal(user.email, email);
        assert.equal((await traderBrowser(bridge.url).logIn({ email, password: PASSWORD })).status, 303);
        assert.equal((await tracesOf(bridge.simulator, email)).partnerId, 'p-1');
        assert.deepEqual(await eventsOf(user.id), ['user.created']);
      });

      test('without one nobody logs in until the trader has set one by a letter', async () => {
        const { email, preferredLanguage } = await create();
        assert.equal(preferredLanguage, broker().screens.defaultLanguage);
        assert.equal((await traderBrowser(bridge.url).logIn({ email, password: '' })).headers.location, undefined);
        await resetBrowser(bridge.url).request(email);
        const token = linkTokenIn(await mailTo(bridge, email));
        assert.equal((await resetBrowser(bridge.url).reset(token, PASSWORD)).status, 303);
      });

      test('an address that somebody has, disabled or not, is refused; at another white label it is free', async () => {
        const { id, email } = await create();
        await assert.rejects(create({ email }), isRefusal('email_taken', 'email'));
        await users().disable(broker(), id, null);
        await assert.rejects(create({ email }), isRefusal('email_taken', 'email'));
        assert.equal((await users().create(broker(SISTER), { email })).email, email);
      });

      test('row 46: what is malformed is refused by its field', async () => {
        const tries: [Partial<NewUser>, ErrorCode, string][] = [
          [{ email: 'nobody' }, 'parameter_invalid', 'email'],
          [{ email: 'a b@example.com' }, 'parameter_invalid', 'email'],
          [{ email: `${'a'.repeat(250)}@example.com` }, 'parameter_invalid', 'email'],
          [{ email: 'x@privaterelay.appleid.com' }, 'email_relay_refused', 'email'],
          [{ password: '1234567' }, 'parameter_invalid', 'password'],
          [{ password: 'x'.repeat(257) }, 'parameter_invalid', 'password'],
          [{ firstName: '' }, 'parameter_invalid', 'firstName'],
          [{ lastName: 'x'.repeat(65) }, 'parameter_invalid', 'lastName'],
          [{ lastName: 'a\u202eb' }, 'parameter_invalid', 'lastName'],
          [{ preferredLanguage: 'english' }, 'parameter_invalid', 'preferredLanguage'],
          [{ partnerId: '' }, 'parameter_invalid', 'partnerId'],
        ];
        for (const [wrong, code, field] of tries) await assert.rejects(create(wrong), isRefusal(code, field), field);
      });

      test('row 44: with one id, 8 parallel calls make one user, and all of them find that one', async () => {
        const wanted = { id: deriveRecordId(newEmail()), email: newEmail() };
        const made = await Promise.all(Array.from({ length: 8 }, () => create(wanted)));
        assert.deepEqual(new Set(made.map(({ id }) => id)), new Set([wanted.id]));
        assert.deepEqual(await eventsOf(wanted.id), ['user.created']);
      });
    });

    describe('made again', () => {
      test('row 44: an id under which another address was made is refused, and nobody is made', async () => {
        const made = await create({ id: deriveRecordId(newEmail()), firstName: 'Ada' });
        const other = newEmail();
        await assert.rejects(create({ id: made.id, email: other }), isRefusal('idempotency_key_reused'));
        assert.equal(await users().findAnyByEmail(BROKER, other), undefined);
        await users().update(broker(), made.id, { firstName: 'Eve' }, null);
        const again = await create({ id: made.id, email: made.email.toUpperCase(), firstName: 'Ada' });
        assert.deepEqual([again.id, again.firstName], [made.id, 'Eve']);
      });

      test('row 44: of parallel calls with one id for two addresses one address is made', async () => {
        const id = deriveRecordId(newEmail());
        const addresses = [newEmail(), newEmail()];
        const tries = await Promise.allSettled(addresses.map((email) => create({ id, email })));
        assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
        for (const one of tries) {
          if (one.status === 'rejected') assert.ok(isBridgeError(one.reason, 'idempotency_key_reused'));
        }
      });
    });

    describe('changed', () => {
      test('names and language are kept, and whoever listens hears of what was changed alone', async () => {
        const user = await create({ firstName: 'Ada', lastName: 'King' });
        const change = { firstName: ' Augusta ', lastName: null, preferredLanguage: 'de' };
        const changed = await users().update(broker(), user.id, change, null);
        const { firstName, lastName, preferredLanguage, revision } = changed;
        assert.deepEqual([firstName, lastName, preferredLanguage, revision], ['Augusta', null, 'de', 2]);
        assert.deepEqual(await users().update(broker(), user.id, { ...change, firstName: 'Augusta' }, 2), changed);
        assert.deepEqual(await users().update(broker(), user.id, {}, null), changed);
        assert.deepEqual(await users().findById(BROKER, user.id), changed);
        assert.deepEqual(await eventsOf(user.id), ['user.created', 'user.updated']);
      });

      test('a change of an older revision is refused, and of parallel ones of one revision one succeeds', async () => {
        const user = await create();
        const tries = await Promise.allSettled(
          ['A', 'B', 'C', 'D'].map((firstName) => users().update(broker(), user.id, { firstName }, 1)),
        );
        assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
        for (const one of tries) {
          if (one.status === 'rejected') assert.ok(isBridgeError(one.reason, 'precondition_failed'));
        }
        await assert.rejects(users().disable(broker(), user.id, 1), isRefusal('precondition_failed'));
      });

      test('parallel changes without a revision are all done', async () => {
        const user = await create();
        await Promise.all([
          users().update(broker(), user.id, { firstName: 'Ada' }, null),
          users().update(broker(), user.id, { lastName: 'King' }, null),
          users().disable(broker(), user.id, null),
        ]);
        const changed = await users().findAnyById(BROKER, user.id);
        assert.deepEqual([changed?.firstName, changed?.lastName, changed?.revision], ['Ada', 'King', 4]);
      });

      test('disabled and enabled, each once, however often it is said', async () => {
        const user = await create();
        const disabled = await users().disable(broker(), user.id, null);
        bridge.clock.advance(1000);
        assert.deepEqual(await users().disable(broker(), user.id, null), disabled);
        assert.equal(disabled.sessionsEndedAtMs, disabled.disabledAtMs);
        const enabled = await users().enable(broker(), user.id, null);
        bridge.clock.advance(1000);
        assert.deepEqual(await users().enable(broker(), user.id, null), enabled);
        assert.deepEqual(await eventsOf(user.id), ['user.created', 'user.disabled', 'user.enabled']);
      });

      test('row 28: another white label’s user is nobody', async () => {
        const { id } = await create({ partnerId: 'p-28' });
        const unknown = isRefusal('user_unknown');
        const sister = broker(SISTER);
        await assert.rejects(users().update(sister, id, { firstName: 'X' }, null), unknown);
        await assert.rejects(users().disable(sister, id, null), unknown);
        await assert.rejects(users().enable(sister, id, null), unknown);
        await assert.rejects(users().referrals.get(sister, id), unknown);
        await assert.rejects(users().referrals.set(sister, id, 'x'), unknown);
        await assert.rejects(users().referrals.remove(sister, id), unknown);
        assert.deepEqual(await users().referrals.list(sister, 'p-28', { limit: 10 }), []);
      });
    });

    describe('and where they came from', () => {
      const linked = async () => users().ensurePlatformUser(broker(), await create());

      test('a partner is set at the platform first, read there, listed here, and taken away', async () => {
        const { id, email } = await linked();
        await bridge.simulator.clearCalls();
        const partnerId = `p-${id}`;
        const { revision } = await users().referrals.set(broker(), id, partnerId);
        assert.equal((await users().referrals.set(broker(), id, partnerId)).revision, revision, 'again');
        assert.equal((await tracesOf(bridge.simulator, email)).partnerId, partnerId);
        assert.equal(await users().referrals.get(broker(), id), partnerId);
        assert.deepEqual(
          (await users().referrals.list(broker(), partnerId, { limit: 10 })).map((user) => user.id),
          [id],
        );
        await users().referrals.remove(broker(), id);
        assert.equal(await users().referrals.get(broker(), id), null);
        assert.deepEqual(await users().referrals.list(broker(), partnerId, { limit: 10 }), []);
        assert.deepEqual(await callsMade(bridge.simulator), ['3.6', '3.6', '3.7', '3.8', '3.7']);
      });

      test('what the platform refuses or does not answer is not written down', async () => {
        const { id } = await linked();
        const { referrals } = users();
        await bridge.simulator.setFaults({ failNext: { call: '3.6', status: 400, errorCode: 'UNKNOWN_ERROR' } });
        await assert.rejects(referrals.set(broker(), id, 'p-1'), isRefusal('platform_refused'));
        await bridge.simulator.clearFaults();
        assert.equal((await users().findById(BROKER, id))?.attribution.partnerId, null);
        assert.equal((await referrals.set(broker(), id, 'p-1')).attribution.partnerId, 'p-1');
      });

      test('of a user whom the platform does not know yet, it is told when it gets to know the user', async () => {
        const user = await create();
        await users().referrals.set(broker(), user.id, 'p-2');
        assert.equal(await users().referrals.get(broker(), user.id), 'p-2');
        assert.deepEqual(await callsMade(bridge.simulator), []);
        await users().ensurePlatformUser(broker(), user);
        assert.equal((await tracesOf(bridge.simulator, user.email)).partnerId, 'p-2');
      });

      test('a partner without a name is refused', async () => {
        const { id } = await create();
        for (const partnerId of ['', ' ', 'x'.repeat(256), 'a\nb']) {
          await assert.rejects(
            users().referrals.set(broker(), id, partnerId),
            isRefusal('parameter_invalid', 'partnerId'),
          );
        }
      });
    });
  });
}
