import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createEmailChange, type EmailChange } from '../../../src/domain/email-change/email-change.ts';
import type { EmailChangeDependencies } from '../../../src/domain/email-change/email-change-dependencies.ts';
import type { MailMessage } from '../../../src/domain/mail/mail-backend.ts';
import { BridgeError, isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { hashToken } from '../../../src/lib/secrets.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { sampleUser } from '../../contracts/sample-records.ts';
import { ENGINES } from '../../support/engines.ts';
import { type InappBrowser, newInappTrader } from '../../support/inapp-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const ADDRESS = '203.0.113.77';
const LEASE_MS = 60_000;
const LONG_MS = 20 * 60_000;

for (const { name, skip, open } of ENGINES) {
  describe(`a change of the email address that breaks off on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const broker = () => bridge.app.brokers.get(BROKER);
    const fails = (code: ErrorCode) => (error: unknown) => isBridgeError(error, code);

    /** Changes of the running bridge, with some of what they need put differently. */
    function changes(change: Partial<EmailChangeDependencies> = {}): EmailChange {
      const { app, clock } = bridge;
      const { brokers, users, mail, storage, platform } = app;
      return createEmailChange({
        ...{ brokers, users, mail, clock, expiring: storage.expiring, telemetry: silentTelemetry },
        store: storage.emailChanges,
        identity: platform,
        createRateLimiter: createRateLimiterFactory(storage.expiring),
        log: createLogger('silent'),
        revokeResetLinks: async () => {},
        platformLeaseMs: LEASE_MS,
        linkTo: (_broker, _path, query) => query.token ?? '',
        composeMail: (content): MailMessage => ({
          ...content,
          fromName: '',
          subject: '',
          html: '',
          text: content.link ?? '',
        }),
        ...change,
      });
    }

    interface Case {
      readonly trader: InappBrowser;
      readonly id: string;
      readonly email: string;
      readonly token: string;
    }

    async function newCase(email = newEmail()): Promise<Case> {
      const trader = await newInappTrader(bridge);
      const user = await bridge.app.users.findByEmail(BROKER, trader.email);
      assert.ok(user);
      const letter = await changes().writeLinkLetter({
        ...{ kind: 'email-change', brokerName: BROKER, email, language: 'en', parameters: {} },
        about: { userId: user.id, passwordMark: hashToken(user.passwordHash) },
      });
      return { trader, id: user.id, email, token: letter?.text ?? '' };
    }

    /** The address here, the one at the platform, and whether anything is still to be done. */
    async function stateOf({ trader, id }: Case): Promise<[string | undefined, string | undefined, boolean]> {
      const user = await bridge.app.users.findById(BROKER, id);
      const { users } = await bridge.simulator.state();
      const pending = await bridge.app.storage.emailChanges.find(BROKER, id);
      return [user?.email, users.find(({ userId }) => userId === trader.userId)?.email, pending !== undefined];
    }

    async function withFaults(faults: object, job: () => Promise<void>): Promise<void> {
      await bridge.simulator.setFaults(faults);
      try {
        await job();
      } finally {
        await bridge.simulator.clearFaults();
        // Past what a broken platform is spared for.
        bridge.clock.advance(LONG_MS);
      }
    }

    test('a platform that is away: the change is gone on with until it is in place, without another click', async () => {
      const one = await newCase();
      await withFaults({ failNext: { call: '3.10', times: 9, status: 503 } }, async () => {
        await assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_change_unfinished'));
        assert.deepEqual(await stateOf(one), [one.trader.email, one.trader.email, true]);
      });
      await changes().recover();
      assert.deepEqual(await stateOf(one), [one.email, one.email, false]);
    });

    test('a platform that is away: another click finishes it as well', async () => {
      const one = await newCase();
      await bridge.simulator.setFaults({ failNext: { call: '3.10', times: 3, status: 503 } });
      await assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_change_unfinished'));
      await bridge.simulator.clearFaults();
      await changes().confirm(broker(), one.token, ADDRESS);
      assert.deepEqual(await stateOf(one), [one.email, one.email, false]);
    });

    /** The owner proves the mailbox and sets another password. */
    async function setPassword({ id }: Case): Promise<void> {
      const user = await bridge.app.users.findById(BROKER, id);
      assert.ok(user);
      await bridge.app.users.changePassword(broker(), user, `Another-${id}`, ADDRESS);
    }

    test('a change that waits for the platform dies with the password that it was asked with', async () => {
      for (const faults of [
        { failNext: { call: '3.10', times: 9, status: 503 } },
        { dropAnswer: { call: '3.10', times: 9 } },
      ]) {
        const one = await newCase();
        await withFaults(faults, async () => {
          await assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_change_unfinished'));
          await setPassword(one);
        });
        await changes().recover();
        assert.deepEqual(await stateOf(one), [one.trader.email, one.trader.email, false]);
        await assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_link_replaced'));
      }
    });

    test('a change that is taken back while the platform is away is taken back later, whatever the password is by then', async () => {
      const one = await newCase();
      await withFaults({ dropAnswer: { call: '3.10', times: 9 } }, () =>
        assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_change_unfinished')),
      );
      await setPassword(one);
      const { platform } = bridge.app;
      const changeEmail = async () => {
        throw new BridgeError('platform_unavailable');
      };
      await changes({ identity: { findUserId: platform.findUserId, changeEmail } }).recover();
      assert.deepEqual(await stateOf(one), [one.trader.email, one.email, true]);
      await setPassword(one);
      bridge.clock.advance(LONG_MS);
      const revoked: string[] = [];
      await changes({ revokeResetLinks: async (_broker, id) => void revoked.push(id) }).recover();
      assert.deepEqual(await stateOf(one), [one.trader.email, one.trader.email, false]);
      assert.deepEqual(revoked, [], 'the owner’s links stay good');
    });

    test('a password that is set while the platform is asked keeps the old address, here and there', async () => {
      const one = await newCase();
      const { platform } = bridge.app;
      const slow = {
        findUserId: platform.findUserId,
        async changeEmail(...[label, id, email]: Parameters<typeof platform.changeEmail>) {
          await platform.changeEmail(label, id, email);
          if (email === one.email) await setPassword(one);
        },
      };
      const confirming = changes({ identity: slow }).confirm(broker(), one.token, ADDRESS);
      await assert.rejects(confirming, fails('email_link_replaced'));
      assert.deepEqual(await stateOf(one), [one.trader.email, one.trader.email, false]);
    });

    test('an answer that is lost: the platform has the new address, and we get it too', async () => {
      const one = await newCase();
      await withFaults({ dropAnswer: { call: '3.10', times: 9 } }, async () => {
        await assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_change_unfinished'));
        assert.deepEqual(await stateOf(one), [one.trader.email, one.email, true]);
      });
      await changes().recover();
      assert.deepEqual(await stateOf(one), [one.email, one.email, false]);
      await changes().confirm(broker(), one.token, ADDRESS);
      await assert.rejects(changes().checkLink(broker(), one.token), fails('email_link_used'));
    });

    test('a platform that finds the address taken by the very user has done it before', async () => {
      const one = await newCase();
      const { platform } = bridge.app;
      const strict = {
        findUserId: platform.findUserId,
        async changeEmail(...[label, id, email]: Parameters<typeof platform.changeEmail>) {
          await platform.changeEmail(label, id, email);
          throw new BridgeError('platform_email_taken', { outcome: 'not_done' });
        },
      };
      await changes({ identity: strict }).confirm(broker(), one.token, ADDRESS);
      assert.deepEqual(await stateOf(one), [one.email, one.email, false]);
    });

    test('a platform that refuses changes nothing anywhere, and is not asked again by itself', async () => {
      const one = await newCase();
      await withFaults({ failNext: { call: '3.10', times: 1, status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } }, () =>
        assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_change_refused')),
      );
      assert.deepEqual(await stateOf(one), [one.trader.email, one.trader.email, false]);
    });

    test('an address that a user of the platform alone has is refused, and nothing changes', async () => {
      const email = newEmail();
      await bridge.app.platform.createUser(broker(), { email });
      const one = await newCase(email);
      await assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_taken'));
      assert.deepEqual(await stateOf(one), [one.trader.email, one.trader.email, false]);
    });

    test('an address that somebody took here since the letter is refused before the platform hears of it', async () => {
      const one = await newCase();
      await bridge.app.storage.users.add(sampleUser(BROKER, `since-${one.id}`, { email: one.email }));
      await assert.rejects(changes().confirm(broker(), one.token, ADDRESS), fails('email_taken'));
      assert.deepEqual(await stateOf(one), [one.trader.email, one.trader.email, false]);
    });

    test('an address that somebody signs up with in the very moment: the platform gets the old one back', async () => {
      for (const isAway of [false, true]) {
        const one = await newCase();
        const { platform, storage } = bridge.app;
        const racing = {
          findUserId: platform.findUserId,
          async changeEmail(...[label, id, email]: Parameters<typeof platform.changeEmail>) {
            await platform.changeEmail(label, id, email);
            await storage.users.add(sampleUser(BROKER, `racer-${one.id}`, { email: one.email }));
            if (isAway) await bridge.simulator.setFaults({ failNext: { call: '3.10', times: 9, status: 503 } });
          },
        };
        await assert.rejects(changes({ identity: racing }).confirm(broker(), one.token, ADDRESS), fails('email_taken'));
        await bridge.simulator.clearFaults();
        bridge.clock.advance(LONG_MS);
        await changes().recover();
        assert.deepEqual(await stateOf(one), [one.trader.email, one.trader.email, false], `away: ${isAway}`);
      }
    });

    test('row 44: a process that dies after the platform answered: another one finishes when its lease is over', async () => {
      const one = await newCase();
      const { users } = bridge.app;
      const dying = changes({ users: { ...users, replaceEmail: () => new Promise(() => {}) } });
      void dying.confirm(broker(), one.token, ADDRESS);
      while ((await stateOf(one))[1] !== one.email) await nextTurn();
      await changes().recover();
      assert.deepEqual(await stateOf(one), [one.trader.email, one.email, true], 'somebody is at it');
      bridge.clock.advance(LONG_MS);
      await changes().recover();
      assert.deepEqual(await stateOf(one), [one.email, one.email, false]);
    });

    test('row 43: a store that is gone before the change is forgotten: it is done once more, and nothing is different', async () => {
      const one = await newCase();
      const { emailChanges } = bridge.app.storage;
      const gone = async () => {
        throw new BridgeError('store_unavailable');
      };
      const broken = changes({ store: { ...emailChanges, remove: gone } });
      await assert.rejects(broken.confirm(broker(), one.token, ADDRESS), fails('store_unavailable'));
      assert.deepEqual(await stateOf(one), [one.email, one.email, true]);
      await changes().confirm(broker(), one.token, ADDRESS);
      assert.deepEqual(await stateOf(one), [one.email, one.email, false]);
    });

    test('of two who confirm one address at once one gets it, here and at the platform', async () => {
      const email = newEmail();
      const both = [await newCase(email), await newCase(email)];
      const results = await Promise.allSettled(both.map(({ token }) => changes().confirm(broker(), token, ADDRESS)));
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const [index, one] of both.entries()) {
        const expected = results[index]?.status === 'fulfilled' ? email : one.trader.email;
        assert.deepEqual(await stateOf(one), [expected, expected, false]);
      }
    });
  });
}
