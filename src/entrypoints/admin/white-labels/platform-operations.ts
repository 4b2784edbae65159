import type { Broker } from '../../../domain/brokers/broker.ts';
import type { PlatformTrial, PlatformTrialOutcome } from '../../../domain/brokers/platform-backend.ts';
import { mergeSettings } from '../../../lib/merge-settings.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { CHANGE_ERRORS } from './change-operations.ts';
import { type BrokerChange, changeWhiteLabel, refuseAny } from './change-white-label.ts';
import { sayTrial } from './say-trial.ts';
import { platformTrial, shownWhiteLabel, trialOutcome } from './schemas.ts';
import { platformChange } from './settings-schemas.ts';

const tag = 'White labels';
const access = { kind: 'white-label', permission: 'secrets:write', stepUp: true } as const;
const ofOne = { params: ofWhiteLabel, query: noFields };

export interface PlatformOperations {
  readonly testPlatform: WhiteLabelOperation;
  readonly updatePlatform: WhiteLabelOperation;
}

export function platformOperations(dependencies: AdminDependencies): PlatformOperations {
  return {
    testPlatform: {
      operationId: 'testPlatform',
      method: 'POST',
      path: '/white-labels/:brokerName/platform/test',
      tag,
      summary: 'Try the connection to the trading platform',
      description: 'Buys a manager’s token (call 3.1) once, with what is entered or what is kept.',
      access,
      effect: { kind: 'change', action: 'platform.test' },
      request: { ...ofOne, body: platformTrial },
      response: { status: 200, schema: trialOutcome, description: 'Whether it works, and if not, why' },
      errors: ['broker_invalid'],
      handle: async (call) => testPlatform(dependencies, call),
    },
    updatePlatform: {
      operationId: 'updatePlatform',
      method: 'PATCH',
      path: '/white-labels/:brokerName/platform',
      tag,
      summary: 'Change the connection to the trading platform',
      description:
        'With another address comes the manager’s password: the one that is kept goes only where it is kept for.',
      access,
      effect: { kind: 'change', action: 'platform.update' },
      request: { ...ofOne, body: platformChange },
      response: { status: 200, schema: shownWhiteLabel, description: 'The white label as it is now' },
      errors: CHANGE_ERRORS,
      handle: async (call) => changeWhiteLabel(dependencies, call, (broker) => changeOf(broker, call.body)),
    },
  };
}

/** @throws `broker_invalid` where the password that is kept would go elsewhere */
function changeOf({ platform: before }: Broker, body: WhiteLabelCall['body']): BrokerChange {
  const isElsewhere = body.baseUrl !== undefined && !isSameOrigin(String(body.baseUrl), before.baseUrl);
  if (isElsewhere && body.managerPassword === undefined) refuseAny([passwordNeeded('platform.managerPassword')]);
  const { sealedManagerPassword: _sealed, ...connection } = before;
  return { platform: mergeSettings(connection, body) as object };
}

async function testPlatform(dependencies: AdminDependencies, call: WhiteLabelCall): Promise<AdminReply> {
  const { broker } = call;
  const trial = trialOf(call);
  const { baseUrl, managerLogin } = trial;
  refuseAny(await dependencies.brokers.check(broker.brokerName, { platform: { baseUrl, managerLogin } }));
  const outcome = await dependencies.tryPlatform(trial);
  const body = showOutcome(broker.brokerName, outcome);
  const target = { type: 'platform', id: URL.parse(baseUrl)?.origin ?? '' };
  return { body, changed: [{ target, changes: [], reason: body.message }] };
}

/** What is not entered is what is kept. */
function trialOf({ broker, body }: WhiteLabelCall): PlatformTrial {
  const { platform } = broker;
  const baseUrl = String(body.baseUrl ?? platform.baseUrl);
  const managerLogin = Number(body.managerLogin ?? platform.managerLogin);
  if (typeof body.managerPassword === 'string' && body.managerPassword !== '') {
    return { baseUrl, managerLogin, password: { kind: 'entered', text: body.managerPassword } };
  }
  const isKept = isSameOrigin(baseUrl, platform.baseUrl) && managerLogin === platform.managerLogin;
  if (!isKept) refuseAny([passwordNeeded('managerPassword')]);
  return { baseUrl, managerLogin, password: { kind: 'kept', broker } };
}

function passwordNeeded(field: string) {
  return {
    field,
    reason: 'is needed with another address or login: the one that is kept goes only where it is kept for',
  };
}

function isSameOrigin(one: string, other: string): boolean {
  const origin = URL.parse(one)?.origin;
  return origin !== undefined && origin === URL.parse(other)?.origin;
}

function showOutcome(brokerName: string, outcome: PlatformTrialOutcome) {
  const works = outcome.kind === 'works';
  return {
    ...{ id: brokerName, works, message: sayTrial(outcome), tookMs: outcome.tookMs },
    failedAt: works ? null : outcome.at,
  };
}
