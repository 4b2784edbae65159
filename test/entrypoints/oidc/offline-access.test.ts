import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCode, OFFLINE, redeem } from './support/code-flow.ts';
import { useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();
const SCOPE = 'openid offline_access';

async function refreshTokenOf(changes: Record<string, string>): Promise<unknown> {
  const { at, newBrowser } = stage();
  const { status, body } = await redeem(at(), await getCode(at(), newBrowser(), changes));
  assert.equal(status, 200);
  return body.refresh_token;
}

test('an app of the broker’s own gets a refresh token by the scope alone', async () => {
  assert.equal(typeof (await refreshTokenOf({ scope: SCOPE })), 'string');
  assert.equal(typeof (await refreshTokenOf({ scope: SCOPE, prompt: 'login' })), 'string');
  assert.equal(await refreshTokenOf({ scope: 'openid' }), undefined);
});

test('any other app gets one only where the trader is asked', async () => {
  assert.equal(await refreshTokenOf({ client_id: 'third-party', scope: SCOPE }), undefined);
  assert.equal(typeof (await refreshTokenOf({ client_id: 'third-party', ...OFFLINE })), 'string');
});
