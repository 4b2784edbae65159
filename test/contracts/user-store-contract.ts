import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { UserStore } from '../../src/domain/users/user-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
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
      await store.replacePasswordHash('wl', 'u1', 'stolen');
      await store.markPlatformAsked('wl', 'u1', 1);
      await store.markPartnerReported('wl', 'u1', 1);
      assert.equal(await store.linkPlatformUser('wl', 'u1', 8), false);
      assert.deepEqual(await store.findById('main', 'u1'), user);
      assert.equal(await store.add(sampleUser('wl', 'u2', { email: user.email })), true, 'the same person is another');
    });

    test('a user is linked once; the same link again is no change, another one is refused', async () => {
      await store.add(sampleUser('main', 'u1'));
      assert.equal(await store.linkPlatformUser('main', 'u1', 10_345_533), true);
      assert.equal(await store.linkPlatformUser('main', 'u1', 10_345_533), true);
      assert.equal(await store.linkPlatformUser('main', 'u1', 10_345_534), false);
      assert.equal((await store.findById('main', 'u1'))?.platformUserId, 10_345_533);
    });

    test('a user of the platform is linked with one user of its CRM, and with another on another CRM', async () => {
      await store.add(sampleUser('main', 'u1'));
      await store.add(sampleUser('wl', 'u2'));
      await store.add(sampleUser('elsewhere', 'u3'));
      assert.equal(await store.linkPlatformUser('main', 'u1', 7), true);
      assert.equal(await store.linkPlatformUser('wl', 'u2', 7), false);
      assert.equal((await store.findById('wl', 'u2'))?.platformUserId, null);
      assert.equal(await store.linkPlatformUser('elsewhere', 'u3', 7), true);
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
      await store.replacePasswordHash('main', 'u1', '$argon2id$new');
      const user = await store.findById('main', 'u1');
      assert.deepEqual([user?.attribution.partnerReportedAtMs, user?.passwordHash], [3000, '$argon2id$new']);
    });

    test('another address is kept, unless another user of the white label has it', async () => {
      await store.add(sampleUser('main', 'u1', { email: 'one@example.com' }));
      await store.add(sampleUser('main', 'u2', { email: 'two@example.com' }));
      await store.add(sampleUser('wl', 'u3', { email: 'three@example.com' }));
      assert.equal(await store.replaceEmail('main', 'u1', 'two@example.com'), false);
      assert.equal(await store.replaceEmail('wl', 'u1', 'free@example.com'), false);
      assert.equal((await store.findById('main', 'u1'))?.email, 'one@example.com');
      assert.equal(await store.replaceEmail('main', 'u1', 'three@example.com'), true, 'of another white label');
      assert.equal(await store.replaceEmail('main', 'u1', 'three@example.com'), true);
      assert.equal((await store.findByEmail('main', 'three@example.com'))?.id, 'u1');
    });

    test('an address that is bound to a password is not changed once that is another one', async () => {
      const user = sampleUser('main', 'u1', { email: 'one@example.com' });
      await store.add(user);
      assert.equal(await store.replaceEmail('main', 'u1', 'two@example.com', user.passwordHash), true);
      await store.replacePasswordHash('main', 'u1', '$argon2id$new');
      assert.equal(await store.replaceEmail('main', 'u1', 'three@example.com', user.passwordHash), false);
      assert.equal((await store.findById('main', 'u1'))?.email, 'two@example.com');
    });

    test('row 46: text that is no SQL and no name is only text', async () => {
      const email = `x'; drop table users; --"@example.com`;
      await store.add(sampleUser('main', 'u1', { email }));
      assert.equal((await store.findByEmail('main', email))?.id, 'u1');
      assert.equal(await store.findByEmail(`main' or '1'='1`, email), undefined);
    });
  });
}
