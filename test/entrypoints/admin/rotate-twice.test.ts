import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AdminScene } from './support/admin-sample.ts';
import { useAdminStage } from './support/admin-stage.ts';
import { openConsole } from './support/console-browser.ts';
import { ADMIN_SAMPLES } from './support/sample-calls.ts';
import { fieldsOn } from './white-labels/form-on-page.ts';

interface Rotated {
  readonly operationId: string;
  /** Below the API, and below the console. */
  readonly api: string;
  readonly page: string;
  readonly field: 'previousEndsAt' | 'previousSecretExpiresAt';
}

const MAIN = 'tradingtech_main';
const ROTATED: readonly Rotated[] = [
  {
    ...{ operationId: 'rotateApiKey', field: 'previousEndsAt' },
    ...{ api: '/api-keys/:keyId', page: '/api-keys/white-labels/:brokerName/keys/:keyId/rotate' },
  },
  {
    ...{ operationId: 'rotateOidcClientSecret', field: 'previousSecretExpiresAt' },
    ...{ api: '/oidc-clients/:clientId', page: '/oidc-clients/:brokerName/clients/:clientId/rotate-secret' },
  },
  {
    ...{ operationId: 'rotateWebhookSecret', field: 'previousSecretExpiresAt' },
    ...{ api: '/webhooks/:webhookId', page: '/webhooks/:brokerName/hooks/:webhookId/rotate-secret' },
  },
];

describe('a rotation that is asked for twice', () => {
  const stage = useAdminStage();

  for (const { operationId, api, page, field } of ROTATED) {
    const filled = async (path: string) => {
      const scene: AdminScene = { ...stage(), brokerName: MAIN };
      const { params = {} } = (await ADMIN_SAMPLES[operationId]?.(scene)) ?? {};
      const fill = (text: string) => text.replaceAll(/:(\w+)/g, (_whole, name: string) => params[name] ?? '');
      return { api: fill(`/white-labels/${MAIN}${api}`), page: fill(`/admin${path}`) };
    };

    test(`${operationId}: of two at once that saw the same one rotates, and what worked before goes on`, async () => {
      const { owner } = stage();
      const { api: path } = await filled(page);
      const seen = (await owner.call('GET', path)).body[field];
      const verb = operationId === 'rotateApiKey' ? 'rotate' : 'rotate-secret';
      const body = { overlapSeconds: 3600, [field]: seen };
      const answers = await Promise.all([1, 2, 3].map(() => owner.call('POST', `${path}/${verb}`, { body })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412]);
      const after = (await owner.call('GET', path)).body[field];
      assert.equal(after, new Date(stage().bridge.clock.nowMs() + 3_600_000).toISOString());
      const headers = { 'if-match': '"1"' };
      assert.equal((await owner.call('POST', `${path}/${verb}`, { body: {}, headers })).status, 412);
      const again = await owner.call('POST', `${path}/${verb}`, { body: { overlapSeconds: 0, [field]: after } });
      assert.equal(again.status, 200, again.text);
    });

    test(`${operationId}: what was before is not told of any more once its overlap has ended`, async () => {
      const { bridge, owner } = stage();
      const { api: path } = await filled(page);
      const verb = operationId === 'rotateApiKey' ? 'rotate' : 'rotate-secret';
      await owner.call('POST', `${path}/${verb}`, { body: { overlapSeconds: 1 } });
      assert.equal(typeof (await owner.call('GET', path)).body[field], 'string');
      bridge.clock.advance(1000);
      assert.equal((await owner.call('GET', path)).body[field], null);
    });

    test(`${operationId}: a form that is sent twice makes one secret`, async () => {
      const { bridge, owner } = stage();
      const address = (await filled(page)).page;
      const browser = openConsole(bridge.url, owner);
      const fields = fieldsOn(await browser.get(address), address);
      assert.equal(fields[field], '');
      assert.equal((await browser.post(address, fields)).status, 200);
      const second = await browser.post(address, fields);
      assert.equal(second.status, 412, second.html);
    });
  }
});
