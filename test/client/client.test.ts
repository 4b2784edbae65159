import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type BrokerClientOptions, createBrokerClient } from '../../src/client/client.ts';
import { createSigner } from '../../src/client/create-signer.ts';
import { type HeldKey, useBrokerApiStage } from '../entrypoints/broker-api/support/broker-api-stage.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';

describe('the typed client and a real bridge', () => {
  const stage = useBrokerApiStage();

  function clientOf({ text, secret }: HeldKey, options: Partial<BrokerClientOptions> = {}) {
    const { bridge } = stage();
    return createBrokerClient({
      baseUrl: bridge.url,
      apiKey: text,
      ...(secret === '' ? {} : { apiSecret: secret }),
      principal: 'back_office-ada',
      justification: 'customer_support-ticket_4711',
      now: () => bridge.clock.nowMs(),
      ...options,
    });
  }

  test('row 38: signs as every vector of the documentation says', async () => {
    const file = join(PROJECT_FOLDER, 'docs/samples/signature-vectors.json');
    for (const { secret, timestamp, method, path, body, signature } of JSON.parse(readFileSync(file, 'utf8')).vectors) {
      const sign = createSigner(
        secret,
        () => Number(timestamp) * 1000,
        async () => undefined,
      );
      const headers = await sign(method, path, body);
      assert.deepEqual(headers, { 'x-bridge-timestamp': timestamp, 'x-bridge-signature': signature });
    }
  });

  test('a key that demands signatures is served by who signs, several times in one second', async () => {
    const held = await stage().createKey({ requiresSignature: true });
    const client = clientOf(held);
    const answers = await Promise.all([client.getLimits(), client.getLimits(), client.getLimits()]);
    for (const { data, requestId } of answers) {
      assert.ok(data.rateLimits.reads.requests > 0);
      assert.ok(requestId);
    }
    await assert.rejects(clientOf(held, { sign: false }).getLimits(), { code: 'invalid_signature', status: 401 });
  });

  test('a refusal leads to a page of the bridge', async () => {
    const { system } = stage();
    const call = clientOf(system.held).listAccounts({ userId: 'nobody' });
    await assert.rejects(call, (error: { code: string; docUrl: string }) => {
      assert.equal(error.code, 'user_unknown');
      assert.match(error.docUrl, /\/docs\/errors#user_unknown$/);
      return true;
    });
  });

  test('the privacy log is read to its end, page by page', async () => {
    const { system, bridge } = stage();
    const client = clientOf(system.held);
    const user = await bridge.app.users.findByEmail(system.brokerName, 'trader@example.com');
    assert.ok(user);
    for (let count = 0; count < 5; count++) await client.listAccounts({ userId: user.id });
    const seen: string[] = [];
    for await (const { id, principal } of client.all.listPrivacyLog({ personId: user.id, limit: 2 })) {
      assert.equal(principal, 'back_office-ada');
      seen.push(id);
    }
    assert.ok(seen.length >= 5);
    assert.equal(new Set(seen).size, seen.length);
  });

  test('a key of a whole CRM names the white label', async () => {
    const held = await stage().createKey({ home: { kind: 'crm', brokerCrmName: 'tradingtech_crm' } });
    await clientOf(held, { brokerName: 'tradingtech_wl_europe' }).getLimits();
    await assert.rejects(clientOf(held).getLimits(), { code: 'broker_identification_missing' });
    await clientOf(held, { baseUrl: `${stage().bridge.url}/b/tradingtech_wl_europe` }).getLimits();
  });
});
