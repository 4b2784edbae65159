import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { BrokerHistoryStore } from '../../src/domain/broker-history/broker-history-store.ts';
import type { Broker } from '../../src/domain/brokers/broker.ts';
import type { BrokerStore } from '../../src/domain/brokers/broker-store.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { sampleOidcClient } from './sample-oidc-client.ts';
import { CRM, SAMPLE_PAYMENTS, sampleBroker, samplePassword } from './sample-records.ts';

const STAFF = { kind: 'staff', id: 'sm_1', email: 'ann@broker.example' } as const;
const BRIDGE = { kind: 'bridge' } as const;

/** What must be kept of each change of a white label, whichever store makes it. */
export function brokerHistoryContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the history of white labels on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: BrokerStore;
    let history: BrokerHistoryStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.brokers;
      history = opened.storage.brokerHistory;
      await store.addCrm(CRM);
    });
    afterEach(() => opened.close());

    async function find(brokerName: string): Promise<Broker> {
      const broker = (await store.listChangedSince(0)).find((each) => each.brokerName === brokerName);
      assert.ok(broker);
      return broker;
    }

    async function replace(brokerName: string, change: Partial<Broker>): Promise<boolean> {
      const { revision, platformPasswords: _passwords, ...settings } = await find(brokerName);
      return store.replaceBroker({ ...settings, ...change }, revision, [], { actor: STAFF });
    }

    const listed = async (brokerName: string) => history.list(brokerName, { limit: 200 });

    test('a new white label has one revision, its own, with who added it', async () => {
      await store.addBroker(sampleBroker('main'), { actor: STAFF });
      const [only, ...others] = await listed('main');
      assert.deepEqual(others, []);
      const { revision } = await find('main');
      assert.deepEqual({ ...only, atMs: 0 }, { revision, atMs: 0, actor: STAFF, changed: [], untold: [] });
      assert.ok((only?.atMs ?? 0) > 0);
      assert.equal((await history.find('main', revision))?.snapshot.displayName, sampleBroker('main').displayName);
    });

    test('each change says which fields are others, and holds what is set then', async () => {
      await store.addBroker(sampleBroker('main', { hosts: ['a.example'] }));
      const { screens } = await find('main');
      await replace('main', {
        hosts: ['b.example', 'a.example'],
        screens: { ...screens, landingUrl: 'https://l.example' },
      });
      await replace('main', { enabled: false });
      const [second, first] = await listed('main');
      assert.deepEqual([second?.changed, second?.actor], [['enabled'], STAFF]);
      assert.deepEqual(first?.changed, ['hosts', 'screens.landingUrl']);
      const kept = await history.find('main', first?.revision ?? 0);
      assert.deepEqual([kept?.snapshot.hosts, kept?.snapshot.enabled], [['b.example', 'a.example'], true]);
      assert.equal((await history.findBefore('main', second?.revision ?? 0))?.revision, first?.revision);
    });

    test('row 40: no revision holds a secret, sealed or hashed', async () => {
      const cashier = {
        kind: 'redirect',
        template: 'https://p.example',
        payoutUrl: null,
        sealedSecret: 'canary',
      } as const;
      const retired = { sealedSecret: 'canary', retiredAtMs: 1, endsAtMs: 2 };
      const { platform } = sampleBroker('main');
      await store.addBroker(
        sampleBroker('main', {
          platform: { ...platform, sealedManagerPassword: 'canary' },
          payments: { ...SAMPLE_PAYMENTS, cashier, retiredCashierSecrets: [retired] },
          platformPasswords: [samplePassword('canary')],
        }),
      );
      const { revision } = await find('main');
      const kept = await history.find('main', revision);
      assert.doesNotMatch(JSON.stringify(kept), /canary|sealed|argon2/i);
      assert.equal(kept?.snapshot.payments.cashier.kind, 'redirect');
    });

    test('of passwords, clients and signing keys only their names are kept', async () => {
      await store.addBroker(sampleBroker('main', { platformPasswords: [samplePassword('p')] }));
      await store.rotatePlatformPassword('main', samplePassword('q', 2), 5000, { actor: STAFF });
      await store.dropPlatformPassword('main', 'p');
      await opened.storage.oidcClients.add(sampleOidcClient('main', 'app'), { actor: STAFF });
      const rename = (name: string) =>
        opened.storage.oidcClients.change('main', 'app', (client) => ({ ...client, name }));
      await rename('Renamed');
      await rename('Renamed');
      assert.deepEqual(
        (await listed('main')).map(({ untold, actor }) => [untold, actor]),
        [
          [['clients.app'], BRIDGE],
          [['clients.app'], STAFF],
          [['platformPasswords'], BRIDGE],
          [['platformPasswords'], STAFF],
          [[], BRIDGE],
        ],
      );
      assert.equal((await listed('main'))[0]?.revision, (await find('main')).revision);
    });

    test('a change that did not happen leaves nothing behind', async () => {
      await store.addBroker(sampleBroker('main', { hosts: ['a.example'] }));
      await store.addBroker(sampleBroker('other', { hosts: ['b.example'] }));
      assert.equal(await store.addBroker(sampleBroker('main')), false);
      const { revision, platformPasswords: _passwords, ...settings } = await find('main');
      assert.equal(await store.replaceBroker({ ...settings, enabled: false }, revision - 1), false);
      await assert.rejects(() => replace('main', { hosts: ['b.example'] }), { code: 'broker_exists' });
      assert.equal((await listed('main')).length, 1);
      assert.deepEqual(await listed('nobody'), []);
      assert.equal(await history.find('other', revision), undefined);
    });

    test('the newest 200 of each white label are kept, and pages of them follow each other', async () => {
      await store.addBroker(sampleBroker('other'));
      await store.addBroker(sampleBroker('main'));
      for (let index = 0; index < 203; index += 1) await replace('main', { displayName: `Name ${index}` });
      assert.equal((await listed('main')).length, 200);
      assert.equal((await listed('other')).length, 1);
      const first = await history.list('main', { limit: 150 });
      const second = await history.list('main', { limit: 150, before: first.at(-1)?.revision ?? 0 });
      assert.equal(second.length, 50);
      const revisions = [...first, ...second].map(({ revision }) => revision);
      assert.deepEqual(
        revisions,
        [...new Set(revisions)].sort((one, other) => other - one),
      );
      const oldest = await history.find('main', revisions.at(-1) ?? 0);
      assert.equal(oldest?.snapshot.displayName, 'Name 3');
    });

    test('changes of two processes at once are all kept, in their order', async () => {
      await store.addBroker(sampleBroker('main'));
      await Promise.all(
        Array.from({ length: 12 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.brokers;
          return each.rotatePlatformPassword('main', samplePassword(`p${index}`), 1000);
        }),
      );
      assert.equal((await listed('main')).length, 13);
      assert.equal((await listed('main'))[0]?.revision, await store.revision());
    });
  });
}
