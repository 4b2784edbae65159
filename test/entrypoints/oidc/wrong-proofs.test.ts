import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic } from './support/issuer-caller.ts';
import { useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();
/** From one address, in a minute. */
const ALLOWED = 100;

test('row 42: who shows wrong secrets is told to wait; the right one is never kept out, nor is anybody elsewhere', async () => {
  const at = stage().at();
  const ask = (secret: string | undefined, address: string) =>
    at.token({ grant_type: 'client_credentials' }, { ...basic('back-end', secret), 'X-Forwarded-For': address });
  for (let count = 0; count < ALLOWED; count += 1) assert.equal((await ask('wrong', '192.0.2.1')).status, 401);
  const { status, headers } = await ask('wrong', '192.0.2.1');
  assert.equal(status, 429);
  assert.ok(Number(headers['retry-after']) > 0);
  assert.equal((await ask(undefined, '192.0.2.1')).status, 200);
  assert.equal((await ask('wrong', '192.0.2.2')).status, 401);
});
