import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type BrokerClient, createBrokerClient, type OperationId } from '../../../src/client/client.ts';
import { ENGINES } from '../../support/engines.ts';
import { type HeldKey, useBrokerApiStage } from './support/broker-api-stage.ts';
import { ROUTES } from './support/route-table.ts';
import { SAMPLE_CALLS } from './support/sample-calls.ts';
import { openScene, type Scene } from './support/scene.ts';

const REFUSALS = [401, 403, 404];

type AnyMethod = (input: unknown, options: unknown) => Promise<{ data: unknown }>;

/** Driven from the route table: a new operation is covered by being listed. */
for (const engines of ENGINES) {
  describe(`row 28: keys of other white labels, on ${engines.name}`, { skip: engines.skip }, () => {
    const stage = useBrokerApiStage(() => engines.open());
    let scene: Scene;
    let owner: BrokerClient;
    let attackers: Readonly<Record<string, BrokerClient>>;

    before(async () => {
      const { system, sibling, stranger, createKey } = stage();
      owner = clientOf(system.held);
      scene = await openScene(stage(), owner);
      const ofOtherCrm = await createKey({ home: { kind: 'crm', brokerCrmName: 'financialhouse_crm' } });
      attackers = {
        'a white label of the same CRM': clientOf(sibling.held),
        'a white label of another CRM': clientOf(stranger.held),
        'another CRM, which names this white label': clientOf(ofOtherCrm, 'tradingtech_main'),
      };
    });

    function clientOf({ text: apiKey }: HeldKey, brokerName?: string): BrokerClient {
      const { bridge } = stage();
      const named = brokerName === undefined ? {} : { brokerName };
      const purpose = { principal: 'back_office-eve', justification: 'customer_support-ticket_1' };
      return createBrokerClient({ baseUrl: bridge.url, apiKey, ...purpose, ...named, maxRetries: 0 });
    }

    for (const { operationId, path } of ROUTES) {
      test(`${operationId} gives them nothing`, async () => {
        for (const [who, attacker] of Object.entries(attackers)) {
          const { input, options } = await SAMPLE_CALLS[operationId as OperationId].good(scene);
          const outcome = await outcomeOf(methodOf(attacker, operationId)(input, options));
          if ('status' in outcome) {
            assert.ok(REFUSALS.includes(outcome.status), `${who}: ${outcome.status} ${outcome.code}`);
            continue;
          }
          assert.ok(!path.includes(':'), `${who} was answered: ${outcome.text}`);
          assert.ok(!who.startsWith('another CRM'), `${who} was answered: ${outcome.text}`);
          const { trader } = scene;
          for (const theirs of [trader.id, trader.platformUserId, trader.live, 'tradingtech_main']) {
            assert.ok(!outcome.text.includes(String(theirs)), `${who} learned ${theirs}: ${outcome.text}`);
          }
        }
      });
    }
  });
}

function methodOf(client: BrokerClient, operationId: string): AnyMethod {
  return client[operationId as OperationId] as unknown as AnyMethod;
}

async function outcomeOf(answer: Promise<{ data: unknown }>) {
  try {
    return { text: JSON.stringify((await answer).data) ?? '' };
  } catch (error) {
    const { status, code } = error as { status?: number; code?: string };
    if (status === undefined) throw error;
    return { status, code };
  }
}
