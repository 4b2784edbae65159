import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  beginUpstream,
  finishUpstream,
  type UpstreamDependencies,
} from '../../../src/domain/staff/sign-in-upstream.ts';
import type { StaffMember } from '../../../src/domain/staff/staff-member.ts';
import type { UpstreamBackend, UpstreamIdentity } from '../../../src/domain/staff/upstream-backend.ts';
import { BridgeError, isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { createKeyRing } from '../../../src/lib/key-ring.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { silentTelemetry } from '../../../src/lib/telemetry.ts';
import { openStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { ENGINES } from '../../support/engines.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const COOKIE = 'cookie-of-a-browser-with-128-bits';
const CALLBACK = 'https://sso.broker.example/admin/sign-in/upstream/callback?code=c&state=canary-state';
const KEPT = { state: 'canary-state', nonce: 'canary-nonce', codeVerifier: 'canary-verifier' };

for (const engine of ENGINES) {
  describe(`who somebody is that signed in elsewhere, on ${engine.name}`, { skip: engine.skip }, () => {
    const clock = createFakeClock();
    const log = createLogger('silent');
    let tests = 0;
    let issuer: string;
    let storage: Storage;
    let members: StaffMember[];
    let identity: UpstreamIdentity;
    let dependencies: UpstreamDependencies;
    let finish: UpstreamBackend['finish'];
    let closeStage: () => Promise<void>;

    before(async () => {
      const folder = makeTempFolder();
      const urls = await engine.open();
      storage = await openStorage({ dataDir: folder.path, clock, telemetry: silentTelemetry, log, ...urls });
      await storage.migrate();
      closeStage = async () => {
        await storage.close();
        folder.remove();
      };
    });
    after(() => closeStage());

    beforeEach(() => {
      // Nothing of one test is known to the next at a provider of its own.
      tests += 1;
      issuer = `https://login-${tests}.broker.example`;
      members = [sampleMember('anna'), sampleMember('ben')];
      identity = { issuer, subject: 'subject-1', verifiedEmail: ' Anna@Broker.example' };
      finish = async (_url, checks) => {
        assert.deepEqual(checks, KEPT);
        return identity;
      };
      const findWhere = (test: (member: StaffMember) => boolean) => {
        const member = members.find(test);
        return Promise.resolve(member && { member, passwordHash: null, sealedTotp: null, credentialsRevision: 1 });
      };
      dependencies = {
        upstream: {
          begin: async () => ({ redirectUrl: `${issuer}/authorize`, checks: KEPT }),
          finish: (url, checks) => finish(url, checks),
          close: async () => undefined,
        },
        upstreamAccounts: storage.upstreamAccounts,
        store: {
          find: (id) => findWhere((member) => member.id === id),
          findByEmail: (email) => findWhere((member) => member.email === email),
        },
        expiring: storage.expiring,
        keyRing: createKeyRing([{ id: 'a', bytes: Buffer.alloc(32, 7) }]),
        clock,
        log,
      };
    });

    async function signIn(cookie = COOKIE): Promise<StaffMember> {
      assert.equal(await beginUpstream(dependencies, cookie), `${issuer}/authorize`);
      return (await finishUpstream(dependencies, { cookie, url: CALLBACK })).member;
    }

    const change = (id: string, more: Partial<StaffMember>) => {
      members = members.map((member) => (member.id === `sm_${id}` ? { ...member, ...more } : member));
    };

    test('an active member is known by the address that the provider verified, and bound to the account', async () => {
      assert.equal((await signIn()).id, 'sm_anna');
      assert.equal((await storage.upstreamAccounts.find(issuer, 'subject-1'))?.memberId, 'sm_anna');
    });

    test('afterwards the subject counts: neither the address nor who else has it by then', async () => {
      await signIn();
      identity = { ...identity, verifiedEmail: 'ben@broker.example' };
      assert.equal((await signIn()).id, 'sm_anna');
      identity = { ...identity, verifiedEmail: null };
      assert.equal((await signIn()).id, 'sm_anna');
      change('anna', { email: 'moved@broker.example' });
      assert.equal((await signIn()).id, 'sm_anna');
    });

    test('an address that was given to somebody else at the provider opens nothing', async () => {
      await signIn();
      identity = { ...identity, subject: 'subject-2' };
      await refusal(signIn(), 'staff_upstream_unknown', /another account/);
      assert.equal(await storage.upstreamAccounts.find(issuer, 'subject-2'), undefined);
    });

    test('nobody becomes a member by it', async () => {
      identity = { ...identity, verifiedEmail: 'stranger@broker.example' };
      await refusal(signIn(), 'staff_upstream_unknown', /no active member/);
      identity = { ...identity, verifiedEmail: null };
      await refusal(signIn(), 'staff_upstream_unknown', /verified no email/);
    });

    for (const status of ['invited', 'disabled'] as const) {
      test(`who is ${status} is not let in, and not bound`, async () => {
        change('anna', { status });
        await refusal(signIn(), 'staff_upstream_unknown');
        assert.equal(await storage.upstreamAccounts.find(issuer, 'subject-1'), undefined);
      });
    }

    test('who is bound and then disabled, or gone, is not let in', async () => {
      await signIn();
      change('anna', { status: 'disabled' });
      await refusal(signIn(), 'staff_upstream_unknown', /disabled/);
      members = [];
      await refusal(signIn(), 'staff_upstream_unknown', /gone/);
    });

    test('an account that is let go while it signs in opens nothing', async () => {
      await signIn();
      const { find } = dependencies.store;
      const letGo = async (id: string) => {
        await storage.upstreamAccounts.removeAll(id);
        return find(id);
      };
      dependencies = { ...dependencies, store: { ...dependencies.store, find: letGo } };
      await refusal(signIn(), 'staff_upstream_unknown', /let go/);
    });

    test('of two windows that sign the same member in for the first time at once, both do', async () => {
      for (const cookie of ['one', 'two']) await beginUpstream(dependencies, cookie);
      const both = ['one', 'two'].map((cookie) => finishUpstream(dependencies, { cookie, url: CALLBACK }));
      assert.deepEqual(
        (await Promise.all(both)).map(({ member }) => member.id),
        ['sm_anna', 'sm_anna'],
      );
    });

    test('only the browser that began can finish, once, within ten minutes', async () => {
      await beginUpstream(dependencies, COOKIE);
      await refusal(finishUpstream(dependencies, { cookie: 'another', url: CALLBACK }), 'staff_upstream_expired');
      clock.advance(10 * 60_000 - 1);
      const tries = Array.from({ length: 4 }, () => finishUpstream(dependencies, { cookie: COOKIE, url: CALLBACK }));
      const done = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
      assert.equal(done.length, 1);
      await beginUpstream(dependencies, COOKIE);
      clock.advance(10 * 60_000);
      await refusal(finishUpstream(dependencies, { cookie: COOKIE, url: CALLBACK }), 'staff_upstream_expired');
    });

    test('a sign-in that the provider refused is spent', async () => {
      finish = () => Promise.reject(new BridgeError('staff_upstream_refused'));
      await refusal(signIn(), 'staff_upstream_refused');
      await refusal(finishUpstream(dependencies, { cookie: COOKIE, url: CALLBACK }), 'staff_upstream_expired');
    });

    test('row 40: what the return is checked by is kept sealed, and the cookie as a hash', async () => {
      const puts: string[] = [];
      const expiring: UpstreamDependencies['expiring'] = {
        ...storage.expiring,
        put: async (...given) => void puts.push(JSON.stringify(given)),
      };
      await beginUpstream({ ...dependencies, expiring }, COOKIE);
      assert.equal(puts.length, 1);
      assert.doesNotMatch(puts.join(), /canary|cookie-of/);
    });

    test('a sign-in whose encryption key is gone has to begin anew', async () => {
      await beginUpstream(dependencies, COOKIE);
      const keyRing = createKeyRing([{ id: 'b', bytes: Buffer.alloc(32, 8) }]);
      const finished = finishUpstream({ ...dependencies, keyRing }, { cookie: COOKIE, url: CALLBACK });
      await refusal(finished, 'staff_upstream_expired', /key/);
    });

    test('where no provider is set up, that is said', async () => {
      dependencies = { ...dependencies, upstream: null };
      await refusal(signIn(), 'staff_upstream_not_configured');
      const finished = finishUpstream(dependencies, { cookie: COOKIE, url: CALLBACK });
      await refusal(finished, 'staff_upstream_not_configured');
    });
  });
}

function sampleMember(name: string): StaffMember {
  return {
    id: `sm_${name}`,
    email: `${name}@broker.example`,
    name,
    role: 'admin',
    reach: { kind: 'everything' },
    status: 'active',
    createdAtMs: 1,
    lastSignInAtMs: null,
    revision: 1,
  };
}

async function refusal(promise: Promise<unknown>, code: ErrorCode, detail?: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(isBridgeError(error), String(error));
    assert.equal(error.code, code, error.detail);
    if (detail) assert.match(error.detail ?? '', detail);
    return true;
  });
}
