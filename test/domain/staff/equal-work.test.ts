import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createStaff } from '../../../src/domain/staff/staff.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { createPasswordHasher } from '../../../src/lib/password-hash.ts';
import { CALLER, openStaffStage, refusal, type StaffStage } from './staff-stage.ts';

describe('who is unknown among staff', () => {
  let stage: StaffStage;
  before(async () => {
    stage = await openStaffStage();
    await stage.member('root@broker.example');
  });
  after(() => stage.close());

  test('an unknown address and a member without a password cost as much work as a wrong password', async () => {
    const hasher = createPasswordHasher();
    const work: string[] = [];
    const counting = {
      ...hasher,
      verify: (hash: string, password: string) => {
        work.push('verify');
        return hasher.verify(hash, password);
      },
      verifyNothing: (password: string) => {
        work.push('verify nothing');
        return hasher.verifyNothing(password);
      },
    };
    const { app, clock } = stage.bridge;
    const { staff: store, expiring, upstreamAccounts } = app.storage;
    const staff = createStaff({
      ...{ store, expiring, upstreamAccounts, clock, upstream: null, passkeys: app.passkeys, hasher: counting },
      ...{ brokers: app.brokers, keyRing: app.keyRing, log: createLogger('silent') },
      createRateLimiter: createRateLimiterFactory(expiring),
    });
    const invited = { name: 'New', role: 'admin', reach: { kind: 'everything' } } as const;
    await staff.invitations.invite(staff.operator, { ...invited, email: 'new@broker.example' });
    for (const email of ['root@broker.example', 'nobody@broker.example', 'new@broker.example']) {
      await refusal(staff.signIn({ email, password: 'wrong' }, CALLER), 'staff_credentials_wrong');
    }
    assert.deepEqual(work, ['verify', 'verify nothing', 'verify nothing']);
  });
});
