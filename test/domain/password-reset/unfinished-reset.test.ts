import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MailMessage } from '../../../src/domain/mail/mail-backend.ts';
import { createPasswordReset, type PasswordReset } from '../../../src/domain/password-reset/password-reset.ts';
import type { PasswordResetDependencies } from '../../../src/domain/password-reset/password-reset-dependencies.ts';
import { BridgeError, isBridgeError } from '../../../src/errors/bridge-error.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { ENGINES } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { SEEDED_TRADER, traderBrowser } from '../../support/trader-browser.ts';

const ADDRESS = '203.0.113.77';
const CLAIM_MS = 30_000;

for (const { name, skip, open } of ENGINES) {
  describe(`a reset that breaks off on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const broker = () => bridge.app.brokers.get('tradingtech_main');
    const isUsed = (error: unknown) => isBridgeError(error, 'reset_link_used');
    const isUnavailable = (error: unknown) => isBridgeError(error, 'store_unavailable');

    /** Resets of the running bridge, with some of what they need put differently. */
    function resets(change: (app: WiredBridge['app']) => Partial<PasswordResetDependencies>): PasswordReset {
      const { app, clock } = bridge;
      const { brokers, users, access, mail, storage } = app;
      return createPasswordReset({
        ...{ brokers, users, access, mail, clock, expiring: storage.expiring, telemetry: silentTelemetry },
        createRateLimiter: createRateLimiterFactory(storage.expiring),
        linkTo: (_broker, _path, query) => query.token ?? '',
        composeMail: (content): MailMessage => ({
          ...content,
          fromName: '',
          subject: '',
          html: '',
          text: content.link ?? '',
        }),
        ...change(app),
      });
    }

    async function newToken(): Promise<string> {
      const { email } = SEEDED_TRADER;
      const letter = { kind: 'password-reset', brokerName: broker().brokerName, email, language: 'en', parameters: {} };
      return (await resets(() => ({})).writeLetter({ ...letter, kind: 'password-reset' }))?.text ?? '';
    }

    const gone = async () => {
      throw new BridgeError('store_unavailable');
    };

    test('row 43: a store that is gone before the password is set consumes nothing', async () => {
      const token = await newToken();
      const broken = resets(({ users }) => ({ users: { ...users, changePassword: gone } }));
      await assert.rejects(broken.resetPassword(broker(), token, 'Another-Password-1', ADDRESS), isUnavailable);
      assert.equal((await traderBrowser(bridge.url).logIn()).status, 303);
      await resets(() => ({})).resetPassword(broker(), token, SEEDED_TRADER.password, ADDRESS);
    });

    test('row 43: a store that is gone before the sessions are ended leaves the link good for another try', async () => {
      const token = await newToken();
      const broken = resets(({ access }) => ({ access: { ...access, logOut: gone } }));
      await assert.rejects(broken.resetPassword(broker(), token, SEEDED_TRADER.password, ADDRESS), isUnavailable);
      await resets(() => ({})).resetPassword(broker(), token, SEEDED_TRADER.password, ADDRESS);
      await assert.rejects(resets(() => ({})).checkLink(broker(), token), isUsed);
    });

    test('row 44: a process that dies in the middle blocks the link for half a minute', async () => {
      const token = await newToken();
      const dying = resets(({ users }) => ({ users: { ...users, changePassword: () => new Promise(() => {}) } }));
      void dying.resetPassword(broker(), token, 'Another-Password-1', ADDRESS);
      const whole = resets(() => ({}));
      const again = () => whole.resetPassword(broker(), token, SEEDED_TRADER.password, ADDRESS);
      const isClaimed = () => whole.checkLink(broker(), token).then(() => false, isUsed);
      while (!(await isClaimed())) await nextTurn();
      await assert.rejects(again(), isUsed);
      bridge.clock.advance(CLAIM_MS);
      assert.equal((await again()).email, SEEDED_TRADER.email);
    });
  });
}
