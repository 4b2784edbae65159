import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { BrokerStore } from '../../src/domain/brokers/broker-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { CRM, OTHER_CRM, sampleBroker, samplePassword } from './sample-records.ts';

/** What every broker store must do. */
export function brokerStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the broker store on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: BrokerStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.brokers;
      await store.addCrm(CRM);
    });
    afterEach(() => opened.close());

    const find = async (brokerName: string) => {
      const broker = (await store.listChangedSince(0)).find((each) => each.brokerName === brokerName);
      if (!broker) throw new Error(`${brokerName} is not there`);
      return broker;
    };

    test('CRMs are listed by name, and one that exists is not added again', async () => {
      assert.equal(await store.addCrm(OTHER_CRM), true);
      assert.equal(await store.addCrm({ ...CRM, displayName: 'Another name' }), false);
      assert.deepEqual(await store.listCrms(), [OTHER_CRM, CRM]);
    });

    test('a broker comes back as it was added', async () => {
      const broker = sampleBroker('wl_europe', {
        whiteLabelOf: 'main',
        enabled: false,
        hosts: ['b.example', 'a.example'],
        platformPasswords: [samplePassword('one', 1000), { ...samplePassword('two', 2000), expiresAtMs: 5000 }],
        firstAccount: {
          environment: 'demo',
          groupName: 'demo',
          depositCurrency: 'EUR',
          leverageInCents: 10_000,
          accountType: 'HEDGED',
          totalMarginCalculationType: 'MAX',
          accessRights: 'FULL_ACCESS',
          openingBalanceMinor: 1_000_000,
        },
      });
      assert.equal(await store.addBroker(broker), true);
      const { revision, ...read } = await find('wl_europe');
      assert.deepEqual(read, broker);
      assert.equal(revision, await store.revision());
    });

    test('names differ by case', async () => {
      assert.equal(await store.addBroker(sampleBroker('main')), true);
      assert.equal(await store.addBroker(sampleBroker('Main')), true);
    });

    test('a broker whose name exists is not added, and nothing changes', async () => {
      await store.addBroker(sampleBroker('main'));
      const before = await store.revision();
      const again = sampleBroker('main', { hosts: ['new.example'], platformPasswords: [samplePassword('new')] });
      assert.equal(await store.addBroker(again), false);
      assert.equal(await store.addCrm(CRM), false);
      assert.equal(await store.revision(), before);
      assert.deepEqual((await find('main')).hosts, []);
      assert.deepEqual((await find('main')).platformPasswords, []);
    });

    test('a broker with a host of another broker is refused, and nothing of it stays', async () => {
      await store.addBroker(sampleBroker('main', { hosts: ['a.example'] }));
      const before = await store.revision();
      const thief = sampleBroker('thief', { hosts: ['own.example', 'a.example'] });
      await assert.rejects(
        () => store.addBroker(thief),
        (error) => isBridgeError(error, 'broker_exists'),
      );
      assert.equal(await store.revision(), before);
      assert.equal(await store.addBroker(sampleBroker('thief', { hosts: ['own.example'] })), true);
      const { revision, platformPasswords: _passwords, ...settings } = await find('thief');
      await assert.rejects(
        () => store.replaceBroker({ ...settings, hosts: ['a.example'] }, revision),
        (error) => isBridgeError(error, 'broker_exists'),
      );
      assert.deepEqual((await find('thief')).hosts, ['own.example']);
    });

    test('a broker of an unknown CRM is refused', async () => {
      await assert.rejects(
        () => store.addBroker(sampleBroker('main', { brokerCrmName: 'nowhere' })),
        (error) => isBridgeError(error, 'broker_invalid'),
      );
    });

    test('every change raises the revision, and the changed brokers are listed since the one before', async () => {
      assert.ok((await store.revision()) > 0, 'the CRM was a change');
      await store.addBroker(sampleBroker('one'));
      const afterOne = await store.revision();
      await store.addBroker(sampleBroker('two'));
      const names = async (revision: number) =>
        (await store.listChangedSince(revision)).map((broker) => broker.brokerName);
      assert.deepEqual(await names(0), ['one', 'two']);
      assert.deepEqual(await names(afterOne), ['two']);
      await store.rotatePlatformPassword('one', samplePassword('p'), 1000);
      const afterRotation = await store.revision();
      assert.deepEqual(await names(afterOne), ['two', 'one']);
      assert.deepEqual(await names(afterRotation), []);
    });

    test('a broker is replaced with its hosts but not its passwords, when nobody else changed it', async () => {
      const passwords = [samplePassword('p')];
      await store.addBroker(sampleBroker('main', { hosts: ['a.example'], platformPasswords: passwords }));
      const { revision, platformPasswords: _passwords, ...settings } = await find('main');
      const changed = { ...settings, displayName: 'New', enabled: false, hosts: ['a.example', 'c.example'] };
      assert.equal(await store.replaceBroker(changed, revision), true);
      assert.equal(await store.replaceBroker({ ...settings, displayName: 'Late' }, revision), false);
      const read = await find('main');
      assert.deepEqual(
        [read.displayName, read.enabled, read.hosts, read.platformPasswords],
        ['New', false, ['a.example', 'c.example'], passwords],
      );
      assert.ok(read.revision > revision);
    });

    test('of 8 parallel replacements of one revision by two processes, exactly one succeeds', async () => {
      await store.addBroker(sampleBroker('main'));
      const { revision, platformPasswords: _passwords, ...settings } = await find('main');
      const replaced = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.brokers;
          return each.replaceBroker({ ...settings, displayName: `Name ${index}` }, revision);
        }),
      );
      assert.equal(replaced.filter(Boolean).length, 1);
      assert.equal((await find('main')).displayName, `Name ${replaced.indexOf(true)}`);
    });

    test('a broker that is not there cannot be replaced', async () => {
      assert.equal(await store.replaceBroker(sampleBroker('nobody'), 1), false);
    });

    test('a rotation adds a password and lets the others end in time, but none of them later than it would', async () => {
      const ending = { ...samplePassword('ending', 1), expiresAtMs: 500 };
      const current = samplePassword('current', 2);
      await store.addBroker(sampleBroker('main', { platformPasswords: [ending, current] }));
      await store.addBroker(sampleBroker('other', { platformPasswords: [samplePassword('current')] }));
      await store.rotatePlatformPassword('main', samplePassword('next', 3), 9000);
      assert.deepEqual((await find('main')).platformPasswords, [
        ending,
        { ...current, expiresAtMs: 9000 },
        samplePassword('next', 3),
      ]);
      assert.equal((await find('other')).platformPasswords[0]?.expiresAtMs, null);
    });

    test('a password is added while the others stay as they are', async () => {
      const current = samplePassword('current', 1);
      await store.addBroker(sampleBroker('main', { platformPasswords: [current] }));
      const lent = { ...samplePassword('lent', 2), expiresAtMs: 9000 };
      await store.rotatePlatformPassword('main', lent, null);
      assert.deepEqual((await find('main')).platformPasswords, [current, lent]);
    });

    test('a rotation for a broker that is not there is refused', async () => {
      await assert.rejects(
        () => store.rotatePlatformPassword('nobody', samplePassword('p'), 1000),
        (error) => isBridgeError(error, 'broker_unknown'),
      );
    });

    test('a password is dropped from its own broker only', async () => {
      await store.addBroker(sampleBroker('main', { platformPasswords: [samplePassword('p')] }));
      await store.addBroker(sampleBroker('other', { platformPasswords: [samplePassword('q')] }));
      const before = await store.revision();
      assert.equal(await store.dropPlatformPassword('other', 'p'), false);
      assert.equal(await store.revision(), before);
      assert.equal(await store.dropPlatformPassword('main', 'p'), true);
      assert.equal(await store.dropPlatformPassword('main', 'p'), false);
      assert.deepEqual((await find('main')).platformPasswords, []);
      assert.equal((await find('other')).platformPasswords.length, 1);
    });

    test('whoever has seen a revision has seen all before it, while two processes add brokers', async () => {
      const seen = new Set<string>();
      let known = 0;
      let isAdding = true;
      const watch = async () => {
        while (isAdding) {
          const latest = await store.revision();
          for (const broker of await store.listChangedSince(known)) seen.add(broker.brokerName);
          known = latest;
        }
      };
      const add = async (from: BrokerStore, prefix: string) => {
        for (let index = 0; index < 20; index += 1) await from.addBroker(sampleBroker(`${prefix}-${index}`));
      };
      const watching = watch();
      await Promise.all([add(store, 'a'), add(opened.another.brokers, 'b'), add(opened.another.brokers, 'c')]);
      isAdding = false;
      await watching;
      for (const broker of await store.listChangedSince(known)) seen.add(broker.brokerName);
      assert.equal(seen.size, 60);
    });
  });
}
