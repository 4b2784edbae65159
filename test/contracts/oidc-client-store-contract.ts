import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { OidcClientStore } from '../../src/domain/oidc-clients/oidc-client-store.ts';
import { isBridgeError } from '../../src/errors/bridge-error.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';
import { sampleOidcClient } from './sample-oidc-client.ts';
import { CRM, sampleBroker } from './sample-records.ts';

/** What every store of OpenID clients must do. */
export function oidcClientStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of OpenID clients on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: OidcClientStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.oidcClients;
      await opened.storage.brokers.addCrm(CRM);
      for (const name of ['main', 'other']) await opened.storage.brokers.addBroker(sampleBroker(name));
    });
    afterEach(() => opened.close());

    const revision = () => opened.storage.brokers.revision();
    const changedSince = async (known: number) =>
      (await opened.storage.brokers.listChangedSince(known)).map(({ brokerName }) => brokerName);

    test('a client comes back as it was added, and marks its white label as changed', async () => {
      const client = sampleOidcClient('main', 'app', {
        name: 'An app – 应用',
        enabled: false,
        jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] },
        secrets: [{ id: 's', hash: 'hash', createdAtMs: 1, expiresAtMs: 2 }],
        tokensRevokedAtMs: 1_800_000_000_001,
      });
      const before = await revision();
      assert.equal(await store.add(client), true);
      assert.deepEqual(await store.find('main', 'app'), client);
      assert.deepEqual(await store.list('main'), [client]);
      assert.deepEqual(await changedSince(before), ['main']);
    });

    test('clients are listed in the order of their ids, in capitals first, on every engine', async () => {
      for (const id of ['b', 'a', 'B', 'a.1', 'a-1']) await store.add(sampleOidcClient('main', id));
      assert.deepEqual(
        (await store.list('main')).map(({ id }) => id),
        ['B', 'a', 'a-1', 'a.1', 'b'],
      );
    });

    test('an id that is taken at the white label is not added again, and nothing changes', async () => {
      const client = sampleOidcClient('main', 'app');
      await store.add(client);
      const before = await revision();
      assert.equal(await store.add({ ...client, name: 'Another' }), false);
      assert.deepEqual(await store.find('main', 'app'), client);
      assert.equal(await revision(), before);
      assert.equal(await store.add(sampleOidcClient('other', 'app')), true);
    });

    test('of 8 parallel additions of one id by two processes, exactly one succeeds', async () => {
      const added = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.oidcClients;
          return each.add(sampleOidcClient('main', 'app', { name: `App ${index}` }));
        }),
      );
      assert.equal(added.filter(Boolean).length, 1);
      assert.equal((await store.find('main', 'app'))?.name, `App ${added.indexOf(true)}`);
    });

    test('a client of a white label that is not there is refused', async () => {
      await assert.rejects(
        () => store.add(sampleOidcClient('nobody', 'app')),
        (error) => isBridgeError(error, 'broker_unknown'),
      );
    });

    test('row 28: neither found nor changed at another white label', async () => {
      await store.add(sampleOidcClient('main', 'app'));
      assert.equal(await store.find('other', 'app'), undefined);
      assert.deepEqual(await store.list('other'), []);
      const before = await revision();
      assert.equal(await store.change('other', 'app', () => assert.fail('there is nothing to change')), undefined);
      assert.equal(await revision(), before);
    });

    test('a change is kept and marks the white label; one that changes nothing does not', async () => {
      const client = sampleOidcClient('main', 'app');
      await store.add(client);
      const before = await revision();
      assert.deepEqual(await store.change('main', 'app', (kept) => ({ ...kept })), client);
      assert.equal(await revision(), before);
      const changed = { ...client, name: 'New', enabled: false, scopes: ['openid'] as const, tokensRevokedAtMs: 5 };
      assert.deepEqual(await store.change('main', 'app', () => changed), changed);
      assert.deepEqual(await store.find('main', 'app'), changed);
      assert.deepEqual(await changedSince(before), ['main']);
    });

    test('a change that throws changes nothing, and the next one goes through', async () => {
      const client = sampleOidcClient('main', 'app');
      await store.add(client);
      const before = await revision();
      const refuse = () => {
        throw new Error('no');
      };
      await assert.rejects(() => store.change('main', 'app', refuse));
      assert.deepEqual(await store.find('main', 'app'), client);
      assert.equal(await revision(), before);
      assert.equal((await store.change('main', 'app', (kept) => ({ ...kept, name: 'New' })))?.name, 'New');
    });

    test('of 20 parallel changes by two processes none is lost', async () => {
      await store.add(sampleOidcClient('main', 'app', { resources: [] }));
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => {
          const each = index % 2 === 0 ? store : opened.another.oidcClients;
          const resource = `https://api.example/${index}`;
          return each.change('main', 'app', (kept) => ({ ...kept, resources: [...kept.resources, resource] }));
        }),
      );
      assert.equal(new Set((await store.find('main', 'app'))?.resources).size, 20);
    });

    test('clients of several white labels are one list, the newest first, page by page', async () => {
      const old = sampleOidcClient('main', 'old', { createdAtMs: 1 });
      const same = ['main', 'other'].map((name) => sampleOidcClient(name, 'app', { createdAtMs: 2, name: '100%' }));
      for (const client of [old, ...same]) await store.add(client);
      const brokerNames = ['main', 'other'];
      const first = await store.listOf({ brokerNames, limit: 2 });
      assert.deepEqual(
        first.map(({ brokerName, id }) => [brokerName, id]),
        [
          ['other', 'app'],
          ['main', 'app'],
        ],
      );
      assert.deepEqual(await store.listOf({ brokerNames, after: first[1], limit: 2 }), [old]);
      assert.deepEqual(await store.listOf({ brokerNames: ['other'], limit: 9 }), [same[1]]);
      assert.deepEqual(await store.listOf({ brokerNames: [], limit: 9 }), []);
    });

    test('a search finds ids, names and white labels in capitals or not, and takes no sign for a pattern', async () => {
      await store.add(sampleOidcClient('main', 'Terminal', { name: 'At 50%' }));
      await store.add(sampleOidcClient('other', 'app_1', { name: 'Trading' }));
      const found = async (search: string) =>
        (await store.listOf({ brokerNames: ['main', 'other'], search, limit: 9 })).map(({ id }) => id);
      assert.deepEqual(await found('TERM'), ['Terminal']);
      assert.deepEqual(await found('0%'), ['Terminal']);
      assert.deepEqual(await found('_'), ['app_1']);
      assert.deepEqual(await found('Othe'), ['app_1']);
      assert.deepEqual(await found('%i%'), []);
    });
  });
}
