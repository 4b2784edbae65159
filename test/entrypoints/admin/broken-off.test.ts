import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AdminDependencies } from '../../../src/entrypoints/admin/admin-dependencies.ts';
import type { OwnOperation } from '../../../src/entrypoints/admin/admin-operation.ts';
import { createRunOperation } from '../../../src/entrypoints/admin/run-operation.ts';
import { noFields, ofWhiteLabel } from '../../../src/entrypoints/admin/schemas.ts';
import { BridgeError } from '../../../src/errors/bridge-error.ts';
import type { RequestContext } from '../../../src/http/request-context.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { useAdminStage } from './support/admin-stage.ts';

/** What a change did by the time it broke off, nobody can know. */
function breakingOff(error: Error): OwnOperation {
  return {
    ...{ operationId: 'breakOff', method: 'POST', path: '/broken/:brokerName', tag: 'Test', summary: 'Breaks off' },
    access: { kind: 'own', because: 'it is a test', stepUp: false },
    effect: { kind: 'change', action: 'test.break-off' },
    request: { params: ofWhiteLabel, query: noFields, body: noFields },
    response: { status: 204, schema: null, description: 'Never' },
    errors: [],
    handle: () => Promise.reject(error),
  };
}

describe('a change that breaks off', () => {
  const stage = useAdminStage();
  const lines: string[] = [];

  async function run(error: Error, audit?: AdminDependencies['audit']) {
    const { bridge, owner } = stage();
    const { app } = bridge;
    const token = owner.token();
    const verified = await app.staff.verifySession(token);
    assert.ok(verified);
    const context = {
      ...{ requestId: 'req-1', address: '192.0.2.7', request: { get: () => undefined } },
      ...{ headers: {}, log: createLogger('info', { write: (line) => void lines.push(line) }) },
    } as unknown as RequestContext;
    const runHere = createRunOperation({ ...app, ...(audit ? { audit } : {}) } as unknown as AdminDependencies);
    const input = { params: { brokerName: 'any' }, query: {}, body: {}, ifMatch: null, isForm: false, context };
    await assert.rejects(runHere(breakingOff(error), { ...verified, token }, input), error);
    return app.audit.list(null, { action: 'test.break-off' }, { limit: 10 });
  }

  test('stands in the change log, with who it was and what it was about', async () => {
    const [entry] = await run(new BridgeError('store_unavailable'));
    assert.deepEqual([entry?.target.id, entry?.address], ['breakOff', '192.0.2.7']);
    assert.deepEqual(entry?.changes, [{ field: 'brokerName', before: null, after: 'any' }]);
    assert.match(entry?.reason ?? '', /broke off/);
    assert.equal((await run(new Error('a bug'))).length, 2);
  });

  test('does not where the caller was told no', async () => {
    const before = (await run(new BridgeError('staff_last_owner'))).length;
    assert.equal((await run(new BridgeError('precondition_failed'))).length, before);
  });

  test('stands in the log of the process where the change log is away', async () => {
    const { audit } = stage().bridge.app;
    const away = { ...audit, record: () => Promise.reject(new BridgeError('store_unavailable')) };
    await run(new BridgeError('store_unavailable'), away);
    assert.match(lines.join(''), /"operationId":"breakOff".*could not be written to the change log/);
  });
});
