import assert from 'node:assert/strict';
import { test } from 'node:test';
import { platformCaller } from '../../support/platform-caller.ts';
import { getCode, OFFLINE, redeem } from './support/code-flow.ts';
import { basic, type Fields } from './support/issuer-caller.ts';
import { SISTER, useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage(async () => ({
  seed: (file) => ({
    ...file,
    brokers: file.brokers.map((broker) =>
      broker.brokerName === SISTER ? { ...broker, platform: { ...broker.platform, identity: 'handoff' } } : broker,
    ),
  }),
}));

for (const [what, changes] of [
  ['offline access', OFFLINE],
  ['the AutoShares profile', { client_id: 'auto', scope: 'openid' }],
  ['both', { client_id: 'auto', ...OFFLINE }],
] as const) {
  test(`at a white label whose platform signs traders in, ${what} gives no refresh token, and all ends with the session`, async () => {
    const { at, url, newBrowser } = stage();
    const platform = platformCaller(url, SISTER);
    const generated = await platform.generate(await platform.crmApiToken(), 10345534);
    const oneTimeToken = String(generated.body.token);
    const browser = newBrowser();
    const issued = await getCode(at(SISTER), browser, { ...changes, one_time_token: oneTimeToken } as Fields);
    const { status, body } = await redeem(at(SISTER), issued);
    assert.deepEqual([status, body.refresh_token], [200, undefined]);
    const isActive = async () => {
      const { body: found } = await at(SISTER).introspect(String(body.access_token), basic(issued.clientId));
      return found.active;
    };
    assert.equal(await isActive(), true);
    await browser.open(`${at(SISTER).issuer}/session/end?id_token_hint=${body.id_token}`);
    assert.equal(await isActive(), false);
  });
}
