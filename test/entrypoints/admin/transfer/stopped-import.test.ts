import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AdminDependencies } from '../../../../src/entrypoints/admin/admin-dependencies.ts';
import type { StaffCall } from '../../../../src/entrypoints/admin/admin-operation.ts';
import { applyImport } from '../../../../src/entrypoints/admin/transfer/apply-import.ts';
import { BridgeError } from '../../../../src/errors/bridge-error.ts';
import type { SeedJson } from '../../../support/seed-file.ts';
import { useAdminStage } from '../support/admin-stage.ts';

const FIRST = 'tradingtech_main';
const SECOND = 'tradingtech_wl_europe';

describe('an import that somebody comes in between of', () => {
  const stage = useAdminStage();
  const nameOf = (brokerName: string) => stage().bridge.app.brokers.get(brokerName).displayName;

  type Transfer = AdminDependencies['transfer'];

  /** @param applyBetween - In place of the import once all of it is checked. */
  function importWith(applyBetween: Transfer['applyImport'], document: SeedJson) {
    const { brokers, transfer } = stage().bridge.app;
    const dependencies = { brokers, transfer: { ...transfer, applyImport: applyBetween } };
    const call = { member: stage().owner.member, body: { document }, reaches: () => true };
    return applyImport(dependencies as unknown as AdminDependencies, call as unknown as StaffCall);
  }

  async function renamed(displayName: string): Promise<SeedJson> {
    const document = await stage().bridge.app.transfer.exportWhiteLabels([FIRST, SECOND]);
    return JSON.parse(
      JSON.stringify({ ...document, brokers: document.brokers.map((one) => ({ ...one, displayName })) }),
    );
  }

  test('does not take back what they changed, tells where it stopped, and the log has what was done before', async () => {
    const { brokers, transfer } = stage().bridge.app;
    const overtaken: Transfer['applyImport'] = (document, actor, follow) =>
      transfer.applyImport(document, actor, {
        ...follow,
        async onDone(done) {
          await follow?.onDone?.(done);
          await brokers.update(SECOND, { displayName: 'Theirs' });
        },
      });
    const { body, changed = [] } = await importWith(overtaken, await renamed('Half'));
    const { updated, stopped } = body as SeedJson;
    assert.deepEqual([updated, stopped.brokerName, stopped.code], [[FIRST], SECOND, 'broker_changed_meanwhile']);
    assert.deepEqual(
      changed.map(({ brokerName, changes }) => [brokerName, changes.map(({ field }) => field)]),
      [[FIRST, ['displayName']]],
    );
    assert.deepEqual([nameOf(FIRST), nameOf(SECOND)], ['Half', 'Theirs']);
  });

  test('what is done of a white label that breaks off half-way stands in the log too', async () => {
    const { brokers, transfer, oidcClients } = stage().bridge.app;
    const document = await renamed('Half-way');
    const client = { id: 'overtaking', name: 'Overtaking', redirectUris: ['https://app.example/cb'] };
    document.brokers[0].clients.push(client);
    const overtaken: Transfer['applyImport'] = async (given, actor, follow) => {
      const { register } = oidcClients;
      oidcClients.register = async () => {
        throw new BridgeError('client_exists', { field: 'id' });
      };
      try {
        return await transfer.applyImport(given, actor, follow);
      } finally {
        oidcClients.register = register;
      }
    };
    const { body, changed = [] } = await importWith(overtaken, document);
    const { updated, stopped } = body as SeedJson;
    assert.deepEqual([updated, stopped.brokerName, stopped.code], [[FIRST], FIRST, 'client_exists']);
    assert.deepEqual(
      changed.map(({ brokerName, changes }) => [brokerName, changes.map(({ field }) => field)]),
      [[FIRST, ['displayName']]],
    );
    assert.equal(brokers.get(FIRST).displayName, 'Half-way');
  });

  test('of which nothing was done is refused as a whole', async () => {
    const { brokers, transfer } = stage().bridge.app;
    const overtaken: Transfer['applyImport'] = async (document, actor, follow) => {
      await brokers.update(FIRST, { displayName: 'Quicker' });
      return transfer.applyImport(document, actor, follow);
    };
    await assert.rejects(importWith(overtaken, await renamed('Nothing')), { code: 'import_outdated' });
    assert.equal(nameOf(FIRST), 'Quicker');
  });

  test('a store that is away is told as that', async () => {
    const away: Transfer['applyImport'] = async () => {
      throw new BridgeError('store_unavailable');
    };
    await assert.rejects(importWith(away, await renamed('Nothing')), { code: 'store_unavailable' });
  });
});
