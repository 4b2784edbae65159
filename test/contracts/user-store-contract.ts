import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { UserStore } from '../../src/domain/users/user-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import { sampleEvent } from './event-store-contract.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, OTHER_CRM, sampleBroker, sampleUser } from './sample-records.ts';

/** What every user store must do. `main` and `wl` share a CRM, `elsewhere` has its own. */
export function userStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the user store on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: UserStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.users;
      const { brokers } = opened.storage;
      await brokers.addCrm(CRM);
      await brokers.addCrm(OTHER_CRM);
      await brokers.addBroker(sampleBroker('main'));
      await brokers.addBroker(sampleBroker('wl', { whiteLabelOf: 'main' }));
      await brokers.addBroker(sampleBroker('elsewhere', { brokerCrmName: OTHER_CRM.brokerCrmName }));
    });
    afterEach(() => opened.close());

    test('a user comes back as it was added, by email, by id and by platform id', async () => {
      const user = sampleUser('main', 'u1', {
        lastName: 'O’Trader',
        platformUserId: Number.MAX_SAFE_INTEGER,
        platformAskedAtMs: 1_800_000_000_001,
        attribution: { partnerId: 'p-1', partnerReportedAtMs: 5, marketing: { utm_source: 'x"y', gclid: 'ü' } },
      });
      assert.equal(await store.add(user), true);
      assert.deepEqual(await store.findByEmail('main', user.email), user);
      assert.deepEqual(await store.findById('main', 'u1'), user);
      assert.deepEqual(await store.findByPlatformUserId('main', Number.MAX_SAFE_INTEGER), user);
    });

    test('a user who was never added is not found', async () => {
      assert.equal(await store.findByEmail('main', 'nobody@example.com'), undefined);
      assert.equal(await store.findById('main', 'nobody'), undefined);
      for (const id of [1, -1, 1.5, 1e300, Number.NaN]) {
        assert.equal(await store.findByPlatformUserId('main', id), undefined, String(id));
      }
    });

    test('of 10 parallel sign-ups with one email, exactly one is added', async () => {
      const added = await Promise.all(
        Array.from({ length: 10 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.users;
          return each.add(sampleUser('main', `u${index}`, { email: 'same@example.com' }));
        }),
      );
      assert.equal(added.filter(Boolean).length, 1);
      assert.equal((await store.findByEmail('main', 'same@example.com'))?.id, `u${added.indexOf(true)}`);
    });

    test('a user of a broker that is not there is refused', async () => {
      await assert.rejects(
        () => store.add(sampleUser('nobody', 'u1')),
        (error) => isBridgeError(error, 'broker_unknown'),
      );
    });

    test('row 28: a user of one white label is neither found nor changed through another', async () => {
      const user = sampleUser('main', 'u1', { platformUserId: 7 });
      await store.add(user);
      assert.equal(await store.findByEmail('wl', user.email), undefined);
      assert.equal(await store.findById('wl', 'u1'), undefined);
      assert.equal(await store.findByPlatformUserId('wl', 7), undefined);
      await store.replacePasswordHash('wl', 'u1', 'stolen', 1);
      await store.markPlatformAsked('wl', 'u1', 1);
      await store.markPartnerReported('wl', 'u1', 1);
      assert.equal(await store.linkPlatformUser('wl', 'u1', 8, 1), false);
      assert.deepEqual(await store.findById('main', 'u1'), user);
      assert.equal(await store.add(sampleUser('wl', 'u2', { email: user.email })), true, 'the same person is another');
    });

    test('a user is linked once; the same link again is no change, another one is refused', async () => {
      await store.add(sampleUser('main', 'u1'));
      assert.equal(await store.linkPlatformUser('main', 'u1', 10_345_533, 1), true);
      assert.equal(await store.linkPlatformUser('main', 'u1', 10_345_533, 1), true);
      assert.equal(await store.linkPlatformUser('main', 'u1', 10_345_534, 1), false);
      assert.equal((await store.findById('main', 'u1'))?.platformUserId, 10_345_533);
    });

    test('a user of the platform is linked with one user of its CRM, and with another on another CRM', async () => {
      await store.add(sampleUser('main', 'u1'));
      await store.add(sampleUser('wl', 'u2'));
      await store.add(sampleUser('elsewhere', 'u3'));
      assert.equal(await store.linkPlatformUser('main', 'u1', 7, 1), true);
      assert.equal(await store.linkPlatformUser('wl', 'u2', 7, 1), false);
      assert.equal((await store.findById('wl', 'u2'))?.platformUserId, null);
      assert.equal(await store.linkPlatformUser('elsewhere', 'u3', 7, 1), true);
    });

    test('row 44: a password that comes with a link is kept if the link is, and never without it', async () => {
      const mine = sampleUser('main', 'u1');
      await store.add(mine);
      await store.add(sampleUser('wl', 'u2', { platformUserId: 7 }));
      assert.equal(await store.linkPlatformUser('main', 'u1', 7, 1, 'new'), false);
      assert.deepEqual(await store.findById('main', 'u1'), mine);
      assert.equal(await store.linkPlatformUser('main', 'u1', 8, 1, 'new'), true);
      assert.equal((await store.findById('main', 'u1'))?.passwordHash, 'new');
      assert.equal(await store.linkPlatformUser('main', 'u1', 9, 1, 'other'), false);
      assert.equal(await store.linkPlatformUser('wl', 'u1', 8, 1, 'other'), false);
      assert.equal((await store.findById('main', 'u1'))?.passwordHash, 'new');
      assert.equal(
        await store.linkPlatformUser('main', 'u1', 8, 1, 'newer'),
        true,
        'linked by somebody else meanwhile',
      );
      assert.equal((await store.findById('main', 'u1'))?.passwordHash, 'newer');
    });

    test('the first time that the platform was asked is kept until it is cleared', async () => {
      await store.add(sampleUser('main', 'u1'));
      await store.markPlatformAsked('main', 'u1', 1000);
      await store.markPlatformAsked('main', 'u1', 2000);
      assert.equal((await store.findById('main', 'u1'))?.platformAskedAtMs, 1000);
      await store.clearPlatformAsked('wl', 'u1');
      assert.equal((await store.findById('main', 'u1'))?.platformAskedAtMs, 1000, 'another white label clears nothing');
      await store.clearPlatformAsked('main', 'u1');
      assert.equal((await store.findById('main', 'u1'))?.platformAskedAtMs, null);
    });

    test('the partner’s report and a new password are kept', async () => {
      await store.add(sampleUser('main', 'u1'));
      await store.markPartnerReported('main', 'u1', 3000);
      await store.replacePasswordHash('main', 'u1', '$argon2id$new', 1);
      const user = await store.findById('main', 'u1');
      assert.deepEqual([user?.attribution.partnerReportedAtMs, user?.passwordHash], [3000, '$argon2id$new']);
    });

    test('another address is kept, unless another user of the white label has it', async () => {
      await store.add(sampleUser('main', 'u1', { email: 'one@example.com' }));
      await store.add(sampleUser('main', 'u2', { email: 'two@example.com' }));
      await store.add(sampleUser('wl', 'u3', { email: 'three@example.com' }));
      assert.equal(await store.replaceEmail('main', 'u1', 'two@example.com', { atMs: 1 }), false);
      const event = sampleEvent('e1', { type: 'user.updated', objectId: 'u1' });
      assert.equal(await store.replaceEmail('main', 'u1', 'two@example.com', { atMs: 1, event }), false);
      assert.deepEqual(await opened.storage.events.list('main', { limit: 1 }), [], 'nor is anybody told');
      assert.equal(await store.replaceEmail('wl', 'u1', 'free@example.com', { atMs: 1 }), false);
      assert.equal((await store.findById('main', 'u1'))?.email, 'one@example.com');
      assert.equal(
        await store.replaceEmail('main', 'u1', 'three@example.com', { atMs: 1 }),
        true,
        'of another white label',
      );
      assert.equal(await store.replaceEmail('main', 'u1', 'three@example.com', { atMs: 1 }), true);
      assert.equal((await store.findByEmail('main', 'three@example.com'))?.id, 'u1');
    });

    test('an address that is bound to a password is not changed once that is another one', async () => {
      const user = sampleUser('main', 'u1', { email: 'one@example.com' });
      await store.add(user);
      assert.equal(
        await store.replaceEmail('main', 'u1', 'two@example.com', { atMs: 1, passwordHash: user.passwordHash }),
        true,
      );
      await store.replacePasswordHash('main', 'u1', '$argon2id$new', 1);
      assert.equal(
        await store.replaceEmail('main', 'u1', 'three@example.com', { atMs: 1, passwordHash: user.passwordHash }),
        false,
      );
      assert.equal((await store.findById('main', 'u1'))?.email, 'two@example.com');
    });

    test('every change that can be seen raises the revision and tells when; notes about the platform do not', async () => {
      await store.add(sampleUser('main', 'u1', { email: 'one@example.com' }));
      const versions: (number | undefined)[][] = [];
      const note = async () => {
        const user = await store.findById('main', 'u1');
        versions.push([user?.revision, user?.updatedAtMs]);
      };
      await store.linkPlatformUser('main', 'u1', 7, 2001);
      await note();
      await store.linkPlatformUser('main', 'u1', 7, 2002);
      await note();
      await store.replaceEmail('main', 'u1', 'two@example.com', { atMs: 2003 });
      await note();
      await store.replacePasswordHash('main', 'u1', '$argon2id$new', 2004);
      await note();
      await store.markPlatformAsked('main', 'u1', 2005);
      await store.clearPlatformAsked('main', 'u1');
      await store.markPartnerReported('main', 'u1', 2006);
      await note();
      assert.deepEqual(versions, [
        [2, 2001],
        [2, 2001],
        [3, 2003],
        [4, 2004],
        [4, 2004],
      ]);
    });

    test('what a broker says of a user is written at the revision that it was read at, and nothing else is', async () => {
      const user = sampleUser('main', 'u1', { platformUserId: 7 });
      await store.add(user);
      const attribution = { ...user.attribution, partnerId: 'p-1', partnerReportedAtMs: 3 };
      const names = { firstName: 'Other', lastName: 'Name', preferredLanguage: 'de' };
      const changed = {
        ...user,
        ...names,
        attribution,
        disabledAtMs: 4,
        sessionsEndedAtMs: 3,
        revision: 2,
        updatedAtMs: 5,
      };
      assert.equal(await store.replace({ ...changed, email: 'x@example.com', passwordHash: 'x' }, 1), true);
      assert.deepEqual(await store.findAnyById('main', 'u1'), changed);
      assert.equal(await store.replace({ ...changed, firstName: 'Late', revision: 2 }, 1), false);
      assert.equal(await store.replace({ ...changed, brokerName: 'wl', revision: 3 }, 2), false);
      assert.deepEqual(await store.findAnyById('main', 'u1'), changed);
    });

    test('of 10 parallel changes of one revision by two processes, exactly one succeeds', async () => {
      const user = sampleUser('main', 'u1');
      await store.add(user);
      const changed = await Promise.all(
        Array.from({ length: 10 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.users;
          return each.replace({ ...user, firstName: `Name ${index}`, revision: 2 }, 1);
        }),
      );
      assert.equal(changed.filter(Boolean).length, 1);
      assert.equal((await store.findById('main', 'u1'))?.firstName, `Name ${changed.indexOf(true)}`);
    });

    test('a user who is disabled is found by who asks for such users alone', async () => {
      const user = sampleUser('main', 'u1', { platformUserId: 7, disabledAtMs: 5 });
      await store.add(user);
      assert.equal(await store.findById('main', 'u1'), undefined);
      assert.equal(await store.findByEmail('main', user.email), undefined);
      assert.equal(await store.findByPlatformUserId('main', 7), undefined);
      assert.deepEqual(await store.findAnyById('main', 'u1'), user);
      assert.deepEqual(await store.findAnyByEmail('main', user.email), user);
      assert.deepEqual(await store.findAnyByPlatformUserId('main', 7), user);
      assert.equal(await store.add(sampleUser('main', 'u2', { email: user.email })), false, 'the address stays taken');
      assert.equal(await store.replace({ ...user, disabledAtMs: null, revision: 2 }, 1), true);
      assert.equal((await store.findById('main', 'u1'))?.disabledAtMs, null);
    });

    test('users are listed page by page, the newest first, and none twice while others are added', async () => {
      for (const [id, createdAtMs] of Object.entries({ a: 1, b: 3, c: 3, d: 2, e: 4 })) {
        await store.add(sampleUser('main', id, { createdAtMs }));
      }
      await store.add(sampleUser('wl', 'other', { createdAtMs: 3 }));
      const ids: string[] = [];
      let [page, newer] = [await store.list('main', { limit: 2 }), 10];
      while (page.length > 0) {
        ids.push(...page.map(({ id }) => id));
        newer += 1;
        await store.add(sampleUser('main', `new-${newer}`, { createdAtMs: newer }));
        const [last] = page.slice(-1);
        page = last ? await store.list('main', { after: last, limit: 2 }) : [];
      }
      assert.deepEqual(ids, ['e', 'c', 'b', 'd', 'a']);
    });

    test('a list holds those alone who have the address, the platform’s id or the partner', async () => {
      const from = (partnerId: string) => ({ partnerId, partnerReportedAtMs: null, marketing: {} });
      await store.add(sampleUser('main', 'a', { createdAtMs: 1, attribution: from('p-1'), disabledAtMs: 1 }));
      await store.add(sampleUser('main', 'b', { createdAtMs: 2, attribution: from('p-1'), platformUserId: 7 }));
      await store.add(sampleUser('main', 'c', { createdAtMs: 3, attribution: from('p-2') }));
      await store.add(sampleUser('wl', 'd', { createdAtMs: 4, attribution: from('p-1') }));
      const list = async (query: object) => (await store.list('main', { limit: 10, ...query })).map((user) => user.id);
      assert.deepEqual(await list({}), ['c', 'b', 'a']);
      assert.deepEqual(await list({ partnerId: 'p-1' }), ['b', 'a']);
      assert.deepEqual(await list({ email: 'c@example.com' }), ['c']);
      assert.deepEqual(await list({ platformUserId: 7 }), ['b']);
      assert.deepEqual(await list({ partnerId: 'p-2', platformUserId: 7 }), []);
    });

    test('row 46: text that is no SQL and no name is only text', async () => {
      const email = `x'; drop table users; --"@example.com`;
      await store.add(sampleUser('main', 'u1', { email }));
      assert.equal((await store.findByEmail('main', email))?.id, 'u1');
      assert.equal(await store.findByEmail(`main' or '1'='1`, email), undefined);
    });
  });
}
