import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();
/** From one address, in ten minutes. */
const ALLOWED = 3000;
const AT_ONCE = 50;

test('row 42: whoever floods an issuer has to wait, by whatever spelling of a path', async () => {
  const at = stage().at();
  const spellings = ['/auth', '/auth/', '/AUTH', '/Auth/', '/session/end', '/session/end/', '/Session/End'];
  for (let sent = 0; sent < ALLOWED; sent += AT_ONCE) {
    const path = spellings[(sent / AT_ONCE) % spellings.length];
    await Promise.all(Array.from({ length: AT_ONCE }, () => at.get(String(path))));
  }
  for (const path of spellings) {
    const { status, headers } = await at.get(path);
    assert.equal(status, 429, path);
    assert.ok(Number(headers['retry-after']) > 0, path);
  }
  for (const path of ['/request', '/REQUEST/']) assert.equal((await at.post(path, {})).status, 429, path);
  assert.equal((await at.get('/jwks')).status, 200, 'what changes nothing is answered');
});
