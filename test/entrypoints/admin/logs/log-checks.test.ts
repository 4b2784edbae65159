import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogChecks } from '../../../../src/entrypoints/admin/logs/log-checks.ts';
import { isBridgeError } from '../../../../src/errors/bridge-error.ts';
import type { ExpiringStore } from '../../../../src/lib/expiring-store.ts';

const BROKEN = { atMs: 1, entries: 4, fault: { sequence: 5, reason: 'altered' } } as const;

test('that a log is broken is not forgotten where others note something all the time', async () => {
  const store: Pick<ExpiringStore, 'get' | 'put' | 'putIfAbsent' | 'compareAndSet'> = {
    get: async () => ({ state: 'live', value: '[]', version: 1 }) as never,
    put: async () => undefined as never,
    putIfAbsent: async () => false,
    compareAndSet: async () => false,
  };
  const checks = createLogChecks(store as ExpiringStore);
  await assert.rejects(checks.note('audit', 'main', BROKEN), (error) => isBridgeError(error, 'busy'));
  await checks.note('audit', 'main', { ...BROKEN, fault: null });
});
