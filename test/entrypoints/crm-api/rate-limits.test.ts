import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { post } from '../../support/platform-caller.ts';
import { assertRefused } from './assert-refused.ts';
import { CALLS, type Call, credentials } from './good-call.ts';
import { sendRaw } from './raw-request.ts';
import { type Stage, useStage } from './stage.ts';
import { MAIN, SISTER } from './white-label.ts';

/** More than any limit of the entry point. */
const MANY = 120;

for (const engine of ENGINES) {
  describe(`on ${engine.name}`, { skip: engine.skip }, () => {
    const stage = useStage(() => engine.open());
    // One limit counts passwords, one tokens; which call it was makes no difference to the engine.
    limitSuite(stage, engine.name === 'SQLite' ? CALLS : CALLS.slice(0, 2));
  });
}

function limitSuite(stage: () => Stage, calls: readonly Call[]): void {
  for (const call of calls) {
    const isGuarded = call.route.security.kind === 'crm-api-token';
    const wrong = isGuarded ? { query: { crmApiToken: 'wrong' } } : { body: { password: 'wrong-password' } };

    test(`row 8: ${call.call} answers 429 with Retry-After after too many failures, lets the rightful caller through, and ends`, async () => {
      const { bridge, label } = stage();
      const url = (brokerName: string) => `${bridge.url}/b/${brokerName}${call.path}`;
      let last = await post(url(MAIN), wrong);
      for (let sent = 1; sent < MANY && last.status !== 429; sent += 1) last = await post(url(MAIN), wrong);
      assertRefused(last, 'REQUEST_FREQUENCY_EXCEEDED', 'Too many failed attempts');
      const waitSeconds = Number(last.headers.get('retry-after'));
      assert.ok(waitSeconds <= 60);

      const fields = await call.fields(label(MAIN));
      const good = { query: { ...credentials(call, label(MAIN)), ...fields.query }, body: fields.body };
      const rightful = await post(url(MAIN), good);
      assert.equal(rightful.status, call.route.response.status, rightful.text);
      assertRefused(await post(url(SISTER), wrong), 'CH_CLIENT_AUTH_FAILURE');

      bridge.clock.advance(waitSeconds * 1000);
      assertRefused(await post(url(MAIN), wrong), 'CH_CLIENT_AUTH_FAILURE');
    });
  }

  test('row 39: an address that a caller only claims by X-Forwarded-For is not counted as another', async () => {
    const { bridge } = stage();
    bridge.clock.advance(60_000);
    const statuses = new Set<number>();
    for (let sent = 0; sent < 25; sent += 1) {
      const headers = { 'X-Forwarded-For': `198.51.100.${sent}` };
      const body = '{"password":"wrong-password"}';
      const target = `/b/${MAIN}/oauth2/crmApiToken`;
      statuses.add((await sendRaw(bridge.url, { target, headers, body })).status);
    }
    assert.deepEqual([...statuses], [403, 429]);
  });
}
