import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { DeveloperRegistration } from '../../src/domain/developer-registrations/developer-registration.ts';
import type { RegistrationStore } from '../../src/domain/developer-registrations/registration-store.ts';
import { sampleEvent } from './event-store-contract.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker } from './sample-records.ts';

function sampleRegistration(id: string, changes: Partial<DeveloperRegistration> = {}): DeveloperRegistration {
  return {
    id,
    brokerName: 'main',
    company: 'Apps “R” Us',
    contactName: 'Grace',
    email: `${id}@example.com`,
    website: null,
    useCase: 'To try it.\nAnd more.',
    redirectUris: ['https://app.example/callback'],
    scopes: ['users:read'],
    state: 'submitted',
    reason: null,
    decidedBy: null,
    decidedAtMs: null,
    apiKeyIds: [],
    revision: 1,
    createdAtMs: 1_800_000_000_000,
    ...changes,
  };
}

/** What every store of developers' registrations must do. */
export function registrationStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of developers’ registrations on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: RegistrationStore;
    let events = 0;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.developerRegistrations;
      await opened.storage.brokers.addCrm(CRM);
      for (const name of ['main', 'other']) await opened.storage.brokers.addBroker(sampleBroker(name));
    });
    afterEach(() => opened.close());

    const newEvent = () => {
      events += 1;
      return sampleEvent(`e${events}`);
    };
    const countEvents = async () => (await opened.storage.events.list('main', { limit: 100 })).length;

    test('a registration comes back as it was added, and as it was decided', async () => {
      const registration = sampleRegistration('r1', { website: 'https://app.example' });
      assert.equal(await store.add(registration, newEvent()), true);
      assert.equal(await store.add(sampleRegistration('r1'), newEvent()), false);
      assert.deepEqual(await store.find('main', 'r1'), registration);
      const decided: DeveloperRegistration = {
        ...registration,
        ...{
          state: 'approved',
          reason: 'good',
          decidedBy: 'key-1',
          decidedAtMs: 5,
          apiKeyIds: ['a', 'b'],
          revision: 2,
        },
      };
      assert.equal(await store.replace(decided, 1, newEvent()), true);
      assert.deepEqual(await store.find('main', 'r1'), decided);
      assert.equal(await countEvents(), 2);
    });

    test('of 8 parallel decisions by two processes one is written, with its event', async () => {
      const registration = sampleRegistration('r1');
      await store.add(registration, newEvent());
      const decided = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.developerRegistrations;
          return each.replace({ ...registration, state: 'refused', reason: `r${index}`, revision: 2 }, 1, newEvent());
        }),
      );
      assert.equal(decided.filter(Boolean).length, 1);
      assert.equal((await store.find('main', 'r1'))?.reason, `r${decided.indexOf(true)}`);
      assert.equal(await countEvents(), 2);
    });

    test('a list is read page by page, the newest first, of one state if asked', async () => {
      for (const [id, createdAtMs] of Object.entries({ a: 1, b: 3, c: 3, d: 2 })) {
        await store.add(
          sampleRegistration(id, { createdAtMs, state: id === 'b' ? 'refused' : 'submitted' }),
          newEvent(),
        );
      }
      const list = async (query: object) =>
        (await store.list('main', { limit: 10, ...query })).map((registration) => registration.id);
      assert.deepEqual(await list({}), ['c', 'b', 'd', 'a']);
      assert.deepEqual(await list({ after: { createdAtMs: 3, id: 'b' }, limit: 1 }), ['d']);
      assert.deepEqual(await list({ state: 'submitted' }), ['c', 'd', 'a']);
    });

    test('row 28: neither found, listed nor decided at another white label', async () => {
      const registration = sampleRegistration('r1');
      await store.add(registration, newEvent());
      assert.equal(await store.find('other', 'r1'), undefined);
      assert.deepEqual(await store.list('other', { limit: 10 }), []);
      assert.equal(await store.replace({ ...registration, brokerName: 'other', state: 'approved' }, 1), false);
      assert.deepEqual(await store.find('main', 'r1'), registration);
    });
  });
}
