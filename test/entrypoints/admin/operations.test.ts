import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { describeAdminApi } from '../../../src/entrypoints/admin/describe-admin-api.ts';
import { holdAgainst, type Witness } from '../../support/hold-against-document.ts';
import type { AdminScene } from './support/admin-sample.ts';
import { EVERYTHING, useAdminStage } from './support/admin-stage.ts';
import { callOperation, OPERATIONS } from './support/operation-table.ts';
import { ADMIN_SAMPLES } from './support/sample-calls.ts';

/**
 * What no sample can do with success: it would have to be somebody's device, an account elsewhere, or the first of all. Tests of
 * their own do; here it is answered one way or the other, as the document says.
 */
const NEEDS_MORE: ReadonlySet<string> = new Set([
  ...['finishSignIn', 'beginPasskeySignIn', 'finishPasskeySignIn', 'beginPasskeySecondFactor', 'beginPasskeyProof'],
  ...['beginPasskey', 'addPasskey', 'renamePasskey', 'removePasskey'],
  ...['beginUpstreamSignIn', 'finishUpstreamSignIn', 'lookAtFirstOwner', 'acceptFirstOwner'],
]);

describe('every operation of the admin API and its document', () => {
  const stage = useAdminStage();
  let scene: AdminScene;
  let witness: Witness;

  before(() => {
    scene = { ...stage(), brokerName: 'tradingtech_main' };
    witness = holdAgainst(describeAdminApi(OPERATIONS, stage().bridge.url));
  });

  for (const operation of OPERATIONS) {
    const { operationId, access } = operation;

    test(`${operationId} ${NEEDS_MORE.has(operationId) ? 'answers' : 'succeeds'} as the document says`, async () => {
      const sample = ADMIN_SAMPLES[operationId];
      assert.ok(sample, `${operationId} has no line in the sample-calls.ts of its area`);
      // Some end their own session.
      const caller = await stage().as('owner', EVERYTHING);
      const token = access.kind === 'open' ? '' : caller.token();
      const input = await sample({ ...scene, owner: caller });
      const answer = await callOperation(stage().bridge.url, token, operation, input, { fetch: witness.fetch });
      assert.ok(answer.status < (NEEDS_MORE.has(operationId) ? 500 : 300), `${answer.status} ${answer.text}`);
      assert.deepEqual(witness.last(), { operationId, status: answer.status, faults: [] });
    });

    if (access.kind === 'open') continue;
    test(`${operationId} is refused as the document says`, async () => {
      const input = (await ADMIN_SAMPLES[operationId]?.(scene)) ?? {};
      const { status } = await callOperation(stage().bridge.url, '', operation, input, { fetch: witness.fetch });
      assert.deepEqual(witness.last(), { operationId, status: 401, faults: [] });
      assert.equal(status, 401);
    });
  }
});
