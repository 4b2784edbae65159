import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { useAdminStage } from './support/admin-stage.ts';
import { ADMIN_SAMPLES } from './support/sample-calls.ts';

const MAIN = 'tradingtech_main';

/** Operation → where its kind is, its parameter, a field that may be any text, and the context that finds one. */
const CHANGED = {
  changeApiKey: { path: 'api-keys', id: 'keyId', field: 'name', context: 'apiKeys' },
  changeOidcClient: { path: 'oidc-clients', id: 'clientId', field: 'name', context: 'oidcClients' },
  changeWebhook: { path: 'webhooks', id: 'webhookId', field: 'description', context: 'webhooks' },
} as const;

describe('a change that another one comes before, of who does not say what they saw', () => {
  const stage = useAdminStage();

  for (const [operationId, { path, id, field, context }] of Object.entries(CHANGED)) {
    test(`${operationId} is refused, so that the change log says of none more than it changed`, async () => {
      const { owner, bridge } = stage();
      const { params = {} } = (await ADMIN_SAMPLES[operationId]?.({ ...stage(), brokerName: MAIN })) ?? {};
      const targetId = params[id] ?? '';
      const change = (value: string) =>
        owner.call('PATCH', `/white-labels/${MAIN}/${path}/${targetId}`, { body: { [field]: value } });
      const finder = bridge.app[context] as { get: (...about: never[]) => Promise<unknown> };
      const { get } = finder;
      finder.get = async (...about) => {
        finder.get = get;
        const found = await get(...about);
        assert.equal((await change('The faster one')).status, 200);
        return found;
      };
      assert.equal((await change('The slower one')).status, 412);
      const entries = await bridge.app.audit.list(MAIN, { targetId }, { limit: 9 });
      assert.deepEqual(
        entries.flatMap(({ changes }) => changes).map(({ after }) => after),
        ['The faster one'],
      );
      assert.equal((await change('The slower one')).status, 200);
    });
  }
});
