import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { AdminOperation } from '../../../src/entrypoints/admin/admin-operation.ts';
import { STAFF_ROLE_NAMES, STAFF_ROLES, type StaffRole } from '../../../src/lib/staff-permissions.ts';
import type { AdminScene } from './support/admin-sample.ts';
import { EVERYTHING, reachOfBroker, reachOfCrm, type StaffCaller, useAdminStage } from './support/admin-stage.ts';
import { callOperation, OPERATIONS } from './support/operation-table.ts';
import { ADMIN_SAMPLES } from './support/sample-calls.ts';

/** Of a sample's white label, and of those that must not learn of it. */
const HOME = 'tradingtech_main';
const FOREIGN = {
  'of a sibling': reachOfBroker('tradingtech_wl_europe'),
  'of another CRM': reachOfCrm('financialhouse_crm'),
};
/** What nobody out of reach may find in an answer. */
const NAMES_OF_HOME = ['tradingtech_main', '"TradingTech"'];

type Expected = 'ok' | 'forbidden' | 'hidden' | 'filtered';

/** Walks every operation × role × white label out of reach; an operation is covered by being in the table. */
describe('rows 28 and 30: who may do what', () => {
  const stage = useAdminStage();
  const callers = new Map<string, StaffCaller>();
  let scene: AdminScene;

  before(() => {
    scene = { ...stage(), brokerName: HOME };
  });

  async function callerOf(
    role: StaffRole,
    where: keyof typeof FOREIGN | 'at home' | 'everywhere',
  ): Promise<StaffCaller> {
    const key = `${role} ${where}`;
    const reach = where === 'at home' ? reachOfBroker(HOME) : where === 'everywhere' ? EVERYTHING : FOREIGN[where];
    const caller = callers.get(key) ?? (await stage().as(role, reach));
    callers.set(key, caller);
    return caller;
  }

  async function answerTo(operation: AdminOperation, token: string) {
    const sample = ADMIN_SAMPLES[operation.operationId];
    assert.ok(sample, `${operation.operationId} has no line in the sample-calls.ts of its area`);
    return callOperation(stage().bridge.url, token, operation, await sample(scene));
  }

  for (const operation of OPERATIONS) {
    const { access, operationId } = operation;
    if (access.kind === 'open') continue;

    test(`${operationId}: nobody gets in without a session`, async () => {
      const { status, body } = await answerTo(operation, '');
      assert.deepEqual([status, codeOf(body)], [401, 'staff_session_needed']);
    });

    if (access.stepUp) {
      test(`${operationId}: the owner has to prove who they are`, async () => {
        const owner = await stage().as('owner', EVERYTHING, { isProven: false });
        const { status, body } = await answerTo(operation, owner.token());
        assert.deepEqual([status, codeOf(body)], [403, 'step_up_needed']);
      });
    }
    if (access.kind === 'own') continue;

    for (const role of STAFF_ROLE_NAMES) {
      for (const where of ['at home', 'everywhere', 'of a sibling', 'of another CRM'] as const) {
        const expected = expectationOf(operation, role, where);
        test(`${operationId}: ${role}, ${where}: ${expected}`, async () => {
          const caller = await callerOf(role, where);
          const { status, body, text } = await answerTo(operation, caller.token());
          if (expected === 'forbidden') assert.deepEqual([status, codeOf(body)], [403, 'staff_forbidden'], text);
          else if (expected === 'hidden')
            assert.deepEqual([status, codeOf(body)], [404, hiddenCodeOf(operation)], text);
          else if (expected === 'ok') assert.ok(status < 300, `${status} ${text}`);
          else assertNothingOfHome(status, text);
        });
      }
    }
  }

  test('a white label out of reach is answered as one that there is not', async () => {
    const operation = OPERATIONS.find(({ access, method }) => access.kind === 'white-label' && method === 'GET');
    if (!operation) return;
    const caller = await callerOf('admin', 'of another CRM');
    const sample = (await ADMIN_SAMPLES[operation.operationId]?.(scene)) ?? {};
    const ask = async (brokerName: string) => {
      const input = { ...sample, params: { ...sample.params, brokerName } };
      const { status, body } = await callOperation(stage().bridge.url, caller.token(), operation, input);
      return { status, body };
    };
    assert.deepEqual(await ask(HOME), await ask('no_such_broker'));
  });

  test('there is a sample for no operation that is gone', () => {
    const known = OPERATIONS.map(({ operationId }) => operationId);
    assert.deepEqual(
      Object.keys(ADMIN_SAMPLES).filter((id) => !known.includes(id)),
      [],
    );
  });
});

function expectationOf({ access }: AdminOperation, role: StaffRole, where: string): Expected {
  if (access.kind === 'open' || access.kind === 'own') return 'ok';
  const isAllowed = STAFF_ROLES[role].includes(access.permission);
  if (access.kind === 'reach')
    return !isAllowed ? 'forbidden' : where === 'everywhere' || where === 'at home' ? 'ok' : 'filtered';
  if (access.kind === 'bridge') return isAllowed && where === 'everywhere' ? 'ok' : 'forbidden';
  // Who reaches one white label of a CRM knows of the CRM, and does nothing to it as a whole.
  if (access.kind === 'crm' && where !== 'everywhere') return where === 'of another CRM' ? 'hidden' : 'forbidden';
  const isHome = where === 'everywhere' || where === 'at home';
  if (!isHome) return 'hidden';
  return isAllowed ? 'ok' : 'forbidden';
}

function hiddenCodeOf({ access }: AdminOperation): string {
  return access.kind === 'crm' ? 'crm_unknown' : 'white_label_unknown';
}

/** A list of what is reached may be empty, and what the sample names may be unknown; nothing of it is told. */
function assertNothingOfHome(status: number, text: string): void {
  assert.ok(status < 500 && status !== 401, `${status} ${text}`);
  for (const name of NAMES_OF_HOME) assert.ok(!text.includes(name), `${name} stands in ${text}`);
}

function codeOf({ error }: Record<string, unknown>): unknown {
  return (error as { code?: unknown } | undefined)?.code;
}
