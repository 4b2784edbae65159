import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type BrokerClient, createBrokerClient, type OperationId } from '../../../src/client/client.ts';
import { describeBrokerApi } from '../../../src/entrypoints/broker-api/describe-broker-api.ts';
import { holdAgainst, type Witness } from '../../support/hold-against-document.ts';
import { useBrokerApiStage } from './support/broker-api-stage.ts';
import { ROUTES } from './support/route-table.ts';
import { SAMPLE_CALLS, type SampleCall } from './support/sample-calls.ts';
import { openScene, type Scene } from './support/scene.ts';

describe('every operation and its document', () => {
  const stage = useBrokerApiStage();
  let scene: Scene;
  let witness: Witness;
  let stranger: BrokerClient;

  before(async () => {
    const { bridge, system } = stage();
    witness = holdAgainst(describeBrokerApi(ROUTES, bridge.url));
    const options = {
      baseUrl: bridge.url,
      ...{ principal: 'back_office-ada', justification: 'customer_support-ticket_4711', maxRetries: 0 },
      fetch: witness.fetch,
      now: () => bridge.clock.nowMs(),
    };
    const { text: apiKey, secret: apiSecret } = system.held;
    scene = await openScene(stage(), createBrokerClient({ ...options, apiKey, apiSecret }));
    stranger = createBrokerClient({ ...options, apiKey: 'bk_test_nobody' });
  });

  for (const { operationId } of ROUTES) {
    // The types demand one of each; a route that is new may not be in them yet.
    const sample = SAMPLE_CALLS[operationId as OperationId] as SampleCall<OperationId> | undefined;

    test(`${operationId} succeeds as the document says`, async () => {
      assert.ok(sample, `${operationId} has no line in sample-calls.ts, or \`npm run docs\` has not been run`);
      const { input, options } = await sample.good(scene);
      const { status } = await methodOf(scene.client, operationId)(input, options);
      assert.deepEqual(witness.last(), { operationId, status, faults: [] });
      assert.ok(status < 300);
    });

    test(`${operationId} is refused as the document says`, async () => {
      assert.ok(sample);
      const { input, options, code, isKeyless } = await sample.bad(scene);
      const client = isKeyless ? stranger : scene.client;
      await assert.rejects(methodOf(client, operationId)(input, options), { name: 'BrokerApiError', code });
      const { status, ...seen } = witness.last();
      assert.deepEqual(seen, { operationId, faults: [] });
      assert.ok(status >= 400 && status < 500);
    });
  }

  test('nothing else that the samples did broke the document', () => {
    assert.deepEqual(witness.faults(), []);
  });

  test('there is a sample for no operation that is gone', () => {
    const known = ROUTES.map(({ operationId }) => operationId);
    assert.deepEqual(
      Object.keys(SAMPLE_CALLS).filter((id) => !known.includes(id)),
      [],
    );
  });
});

type AnyMethod = (input: unknown, options: unknown) => Promise<{ status: number }>;

function methodOf(client: BrokerClient, operationId: string): AnyMethod {
  return client[operationId as OperationId] as unknown as AnyMethod;
}
