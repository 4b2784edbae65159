import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ADMIN_API, useAdminStage } from './support/admin-stage.ts';
import { OPERATIONS } from './support/operation-table.ts';

/** A few kilobytes that are millions of objects once they are unpacked. */
const BOMB = gzipSync(`{"document":{"crms":[${'{},'.repeat(2_500_000)}{}]}}`);

describe('row 48: bodies that are longer than usual', () => {
  const stage = useAdminStage();
  const long = OPERATIONS.filter(({ maxBodyBytes, access }) => maxBodyBytes !== undefined && access.kind !== 'open');

  for (const { operationId, method, path } of long) {
    test(`${operationId}: nothing of it is unpacked or parsed for who is not signed in`, async () => {
      const address = path.replaceAll(/:\w+/g, 'any');
      const response = await fetch(`${stage().bridge.url}${ADMIN_API}${address}`, {
        method,
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        // Whoever parses it says that it is malformed.
        body: BOMB.subarray(0, BOMB.length - 9),
      });
      assert.equal(response.status, 401, await response.text());
    });
  }

  test('nor of a form of the console, which leads to the sign-in', async () => {
    const response = await fetch(`${stage().bridge.url}/admin/white-labels/import`, {
      ...{ method: 'POST', redirect: 'manual' },
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' },
      body: gzipSync('document=none').subarray(0, 8),
    });
    assert.deepEqual([response.status, response.headers.get('location')], [303, '/admin/sign-in?return=%2Fadmin']);
  });

  test('there are such', () => assert.ok(long.length > 0));

  test('who is signed in is told that it is too long, or no JSON', async () => {
    const answer = await stage().owner.call('POST', '/configuration/check', { body: '{' });
    assert.deepEqual([answer.status, (answer.body.error as { code: string }).code], [400, 'malformed_request']);
    const tooLong = await stage().owner.call('POST', '/configuration/check', { body: ' '.repeat(17_000_000) });
    assert.equal(tooLong.status, 413);
  });
});
