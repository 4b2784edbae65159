import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { generateSync } from 'otplib';
import { createPasskeys } from '../../../src/domain/passkeys/passkeys.ts';
import { createStaff, type Staff } from '../../../src/domain/staff/staff.ts';
import type { StaffDependencies } from '../../../src/domain/staff/staff-dependencies.ts';
import { BridgeError } from '../../../src/errors/bridge-error.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { createPasswordHasher } from '../../../src/lib/password-hash.ts';
import { createSoftwareAuthenticator } from '../../support/software-authenticator.ts';
import { CALLER, ORIGIN, refusal, startWaysStage, type WaysStage } from './ways-stage.ts';

const NEXT = { password: 'another-horse-of-staff' };

describe('a link that takes all factors', () => {
  let stage: WaysStage;
  before(async () => {
    stage = await startWaysStage({});
  });
  after(() => stage.close());

  /** The same members and stores, of which one does what a test says. */
  function another(more: Partial<StaffDependencies>): Staff {
    const { app, clock } = stage;
    const { staff: store, expiring, upstreamAccounts } = app.storage;
    return createStaff({
      ...{ store, expiring, upstreamAccounts, clock, upstream: null, passkeys: app.passkeys },
      ...{ brokers: app.brokers, keyRing: app.keyRing, hasher: createPasswordHasher(), log: createLogger('silent') },
      createRateLimiter: createRateLimiterFactory(expiring),
      ...more,
    });
  }

  test('works again where it broke off before all were gone', async () => {
    const anna = await stage.newMember('anna');
    await stage.deviceOf(anna);
    const { staff } = stage;
    const { token } = await staff.members.newPasswordLink(staff.operator, anna.id, { resetFactors: true });
    const removeAll = () => Promise.reject(new BridgeError('store_unavailable'));
    const broken = another({ passkeys: { ...stage.app.passkeys, removeAll } });
    await refusal(broken.newPassword.accept(token, NEXT, CALLER), 'store_unavailable');
    assert.equal((await staff.newPassword.accept(token, NEXT, CALLER)).kind, 'signed-in');
    assert.deepEqual(await staff.passkeys.list(anna.id), []);
  });

  test('takes also the passkey that is on its way', async () => {
    const ben = await stage.newMember('ben');
    const { storage } = stage.app;
    const { clock, staff } = stage;
    const add: typeof storage.passkeys.add = async (passkey) => {
      await stage.resetFactors(ben);
      return storage.passkeys.add(passkey);
    };
    const { expiring } = storage;
    const store = { ...storage.passkeys, add };
    const passkeys = createPasskeys({ store, expiring, publicUrl: ORIGIN, clock, log: createLogger('silent') });
    const asked = await staff.passkeys.beginRegistration(ben.id);
    const answer = createSoftwareAuthenticator({ origin: ORIGIN }).register(asked);
    const late = another({ passkeys }).passkeys.finishRegistration(ben.id, answer, 'Of a thief');
    await refusal(late, 'passkey_ceremony_expired', /meanwhile/);
    assert.deepEqual(await staff.passkeys.list(ben.id), []);
  });

  test('takes also the authenticator app that is on its way', async () => {
    const cleo = await stage.newMember('cleo');
    const { clock, staff, app } = stage;
    const { secret } = await staff.own.beginTotp(cleo.id);
    const takeOnce: StaffDependencies['expiring']['takeOnce'] = async (key) => {
      await stage.resetFactors(cleo);
      return app.storage.expiring.takeOnce(key);
    };
    const code = generateSync({ secret, epoch: Math.floor(clock.nowMs() / 1000) });
    const late = another({ expiring: { ...app.storage.expiring, takeOnce } }).own.confirmTotp(cleo.id, code);
    await refusal(late, 'staff_totp_not_begun');
    assert.deepEqual(await staff.proofsOf(cleo.id), ['password']);
  });
});
