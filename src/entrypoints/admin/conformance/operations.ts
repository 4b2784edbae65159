import joi from 'joi';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { actorOf } from '../white-labels/change-white-label.ts';
import type { ConformanceRun } from './conformance-runs.ts';
import { ofRun, shownRun, wish } from './schemas.ts';

const tag = 'Conformance';
const permission = 'conformance:run';
const read = { kind: 'white-label', permission, stepUp: false } as const;
const ofOne = { params: ofWhiteLabel, query: noFields, body: noFields };

export interface ConformanceOperations {
  readonly startConformance: WhiteLabelOperation;
  readonly listConformanceRuns: WhiteLabelOperation;
  readonly getConformanceRun: WhiteLabelOperation;
}

/** The vendor's tests, played against this bridge. */
export function conformanceOperations(dependencies: AdminDependencies): ConformanceOperations {
  return {
    startConformance: {
      operationId: 'startConformance',
      method: 'POST',
      path: '/white-labels/:brokerName/conformance-runs',
      tag,
      summary: 'Play the vendor’s tests',
      description:
        'In the background; one run of a white label at a time. It signs up traders who stay, and pays: with real money where the cashier is real.',
      access: { kind: 'white-label', permission, stepUp: true },
      effect: { kind: 'change', action: 'conformance.start' },
      request: { ...ofOne, body: wish },
      response: { status: 202, schema: shownRun, description: 'The run, which has begun' },
      errors: ['conformance_running'],
      handle: async (call) => start(dependencies, call),
    },
    listConformanceRuns: {
      operationId: 'listConformanceRuns',
      method: 'GET',
      path: '/white-labels/:brokerName/conformance-runs',
      tag,
      summary: 'The runs of the last month',
      access: read,
      effect: { kind: 'read' },
      request: ofOne,
      response: {
        status: 200,
        schema: joi.object({ items: joi.array().items(shownRun).required() }),
        description: 'The newest first',
      },
      errors: [],
      handle: async ({ broker }) => {
        const runs = await dependencies.conformanceRuns.list(broker.brokerName);
        return { body: { items: runs.map(showRun) } };
      },
    },
    getConformanceRun: {
      operationId: 'getConformanceRun',
      method: 'GET',
      path: '/white-labels/:brokerName/conformance-runs/:runId',
      tag,
      summary: 'A run, with what was found so far',
      access: read,
      effect: { kind: 'read' },
      request: { ...ofOne, params: ofRun },
      response: { status: 200, schema: shownRun, description: 'The run' },
      errors: ['conformance_run_unknown'],
      handle: async ({ broker, params }) => {
        const run = await dependencies.conformanceRuns.find(broker.brokerName, String(params.runId));
        if (!run) throw new BridgeError('conformance_run_unknown');
        return { body: showRun(run) };
      },
    },
  };
}

async function start(
  { conformanceRuns }: AdminDependencies,
  { broker, body, member }: WhiteLabelCall,
): Promise<AdminReply> {
  const { only = null, trader = null } = body as { readonly only?: string[]; readonly trader?: Trader };
  const actor = { ...actorOf(member), kind: 'staff' } as {
    readonly kind: 'staff';
    readonly id: string;
    readonly email: string;
  };
  const run = await conformanceRuns.start(broker, { only, trader, actor });
  return { body: showRun(run), changed: [{ target: { type: 'conformance-run', id: run.id }, changes: [] }] };
}

interface Trader {
  readonly email: string;
  readonly password: string;
}

function showRun({ startedAtMs, endedAtMs, ...run }: ConformanceRun) {
  return {
    ...run,
    startedAt: toRfc3339(startedAtMs),
    endedAt: endedAtMs === null ? null : toRfc3339(endedAtMs),
  };
}
