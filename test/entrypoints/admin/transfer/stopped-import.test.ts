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

  /** Brings documents in until it is to bring in this one. */
  function importUntil(stopAt: string, document: SeedJson) {
    const { brokers, transfer } = stage().bridge.app;
    const stopping: AdminDependencies['transfer'] = {
      ...transfer,
      applyImport: async (part, actor) => {
        const names = transfer.namesIn(part).brokers.map(({ brokerName }) => brokerName);
        if (names.includes(stopAt)) throw new BridgeError('broker_changed_meanwhile', { field: 'revision' });
        return transfer.applyImport(part, actor);
      },
    };
    const dependencies = { brokers, transfer: stopping } as unknown as AdminDependencies;
    const call = { member: stage().owner.member, body: { document }, reaches: () => true };
    return applyImport(dependencies, call as unknown as StaffCall);
  }

  async function renamed(displayName: string): Promise<SeedJson> {
    const document = await stage().bridge.app.transfer.exportWhiteLabels([FIRST, SECOND]);
    return JSON.parse(
      JSON.stringify({ ...document, brokers: document.brokers.map((one) => ({ ...one, displayName })) }),
    );
  }

  test('tells where it stopped; what was done before stands in the log', async () => {
    const { body, changed = [] } = await importUntil(SECOND, await renamed('Half'));
    const { updated, stopped } = body as SeedJson;
    assert.deepEqual([updated, stopped.brokerName, stopped.code], [[FIRST], SECOND, 'broker_changed_meanwhile']);
    assert.deepEqual(
      changed.map(({ brokerName, changes }) => [brokerName, changes.map(({ field }) => field)]),
      [[FIRST, ['displayName']]],
    );
    assert.equal(stage().bridge.app.brokers.get(FIRST).displayName, 'Half');
  });

  test('of which nothing was done is refused as a whole', async () => {
    await assert.rejects(importUntil(FIRST, await renamed('Nothing')), { code: 'import_outdated' });
    assert.notEqual(stage().bridge.app.brokers.get(FIRST).displayName, 'Nothing');
  });
});
