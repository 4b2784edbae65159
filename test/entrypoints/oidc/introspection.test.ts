import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getTokens } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();

const introspectAsPublic = (token: string) => stage().at().post('/token/introspection', { token, client_id: 'public' });

test('a public client learns nothing of the tokens of others, though it is the broker’s own: anybody can pass for it', async () => {
  const { at, newBrowser } = stage();
  const { access_token } = await getTokens(at(), newBrowser());
  const { status, text } = await introspectAsPublic(access_token);
  assert.deepEqual([status, text], [200, '{"active":false}']);
});

test('a public client learns of its own tokens, and so do the broker’s own servers', async () => {
  const { at, newBrowser } = stage();
  const { access_token } = await getTokens(at(), newBrowser(), { client_id: 'public' });
  assert.equal((await introspectAsPublic(access_token)).body.active, true);
  assert.equal((await at().introspect(access_token, basic('other-web'))).body.active, true);
  assert.equal((await at().introspect(access_token, basic('third-party'))).text, '{"active":false}');
});
