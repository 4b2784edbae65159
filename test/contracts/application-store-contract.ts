import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Application } from '../../src/domain/applications/application.ts';
import type { ApplicationStore } from '../../src/domain/applications/application-store.ts';
import { sampleEvent } from './event-store-contract.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, sampleBroker } from './sample-records.ts';

const STEP = { id: 's1', atMs: 1000, byApiKeyId: 'key-1', from: null, to: 'submitted', reason: null };

function sampleApplication(id: string, changes: Partial<Application> = {}): Application {
  return {
    id,
    brokerName: 'main',
    email: `${id}@example.com`,
    firstName: 'Ada',
    lastName: null,
    preferredLanguage: 'en',
    partnerId: null,
    data: {},
    state: 'submitted',
    history: [STEP],
    pending: null,
    userId: null,
    revision: 1,
    createdAtMs: 1_800_000_000_000,
    updatedAtMs: 1_800_000_000_000,
    ...changes,
  };
}

/** What every store of applications must do. */
export function applicationStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of applications on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: ApplicationStore;
    let events = 0;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.applications;
      await opened.storage.brokers.addCrm(CRM);
      for (const name of ['main', 'other']) await opened.storage.brokers.addBroker(sampleBroker(name));
    });
    afterEach(() => opened.close());

    const newEvent = () => {
      events += 1;
      return sampleEvent(`e${events}`);
    };
    const add = (application: Application, to = store) => to.add(application, newEvent());
    const idsOf = (applications: readonly Application[]) => applications.map(({ id }) => id);
    const countEvents = async () => (await opened.storage.events.list('main', { limit: 100 })).length;

    test('an application comes back as it was added', async () => {
      const application = sampleApplication('a1', {
        lastName: 'King',
        partnerId: 'p-1',
        data: { age: 36, address: { city: 'Łódź "x"', lines: ['a', null, true] } },
        pending: { ...STEP, id: 's2', from: 'submitted', to: 'approved', reason: 'good' },
        userId: 'u1',
      });
      assert.equal(await add(application), true);
      assert.deepEqual(await store.find('main', 'a1'), application);
      assert.equal(await add(sampleApplication('a1')), false);
      assert.deepEqual(await store.find('main', 'a1'), application);
      assert.equal(await countEvents(), 1);
    });

    test('of 8 parallel changes by two processes of one reading, one is written, with its event', async () => {
      const application = sampleApplication('a1');
      await add(application);
      const changed = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.applications;
          return each.replace({ ...application, state: `s${index}`, revision: 2 }, application, newEvent());
        }),
      );
      assert.equal(changed.filter(Boolean).length, 1);
      assert.equal((await store.find('main', 'a1'))?.state, `s${changed.indexOf(true)}`);
      assert.equal(await countEvents(), 2);
    });

    test('a step that was begun holds off whoever read the application before', async () => {
      const application = sampleApplication('a1');
      await add(application);
      const begun = { ...application, pending: { ...STEP, id: 's2', to: 'approved' } };
      assert.equal(await store.replace(begun, application), true);
      assert.equal(await store.replace({ ...application, state: 'refused', revision: 2 }, application), false);
      assert.equal(await store.replace(begun, application), false, 'nor is it begun twice');
      const done = { ...begun, state: 'approved', pending: null, userId: 'u1', revision: 2, updatedAtMs: 5 };
      assert.equal(await store.replace(done, begun), true);
      assert.deepEqual(await store.find('main', 'a1'), done);
    });

    test('a list is read page by page, the newest first, of one state or address if asked', async () => {
      for (const [id, createdAtMs] of Object.entries({ a: 1, b: 3, c: 3, d: 2, e: 4 })) {
        await add(sampleApplication(id, { createdAtMs, state: id === 'd' ? 'refused' : 'submitted' }));
      }
      await add(sampleApplication('x', { brokerName: 'other' }));
      const list = async (query: object) => idsOf(await store.list('main', { limit: 10, ...query }));
      assert.deepEqual(await list({}), ['e', 'c', 'b', 'd', 'a']);
      assert.deepEqual(await list({ after: { createdAtMs: 3, id: 'c' }, limit: 2 }), ['b', 'd']);
      assert.deepEqual(await list({ state: 'refused' }), ['d']);
      assert.deepEqual(await list({ state: 'submitted', after: { createdAtMs: 3, id: 'b' } }), ['a']);
      assert.deepEqual(await list({ email: 'b@example.com' }), ['b']);
    });

    test('row 28: neither found, listed nor changed at another white label', async () => {
      const application = sampleApplication('a1');
      await add(application);
      assert.equal(await store.find('other', 'a1'), undefined);
      assert.deepEqual(await store.list('other', { limit: 10 }), []);
      const stolen = { ...application, brokerName: 'other', state: 'approved', revision: 2 };
      assert.equal(await store.replace(stolen, application), false);
      assert.deepEqual(await store.find('main', 'a1'), application);
    });
  });
}
