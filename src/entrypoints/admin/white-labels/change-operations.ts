import type { Broker } from '../../../domain/brokers/broker.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import { mergeSettings } from '../../../lib/merge-settings.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { actorOf, type BrokerChange, changeWhiteLabel, targetOf } from './change-white-label.ts';
import { shownWhiteLabel, withReason } from './schemas.ts';
import { settingsChange } from './settings-schemas.ts';
import { showWhiteLabel } from './show-white-label.ts';

const MAX_BODY_BYTES = 3 * 1024 * 1024;
const tag = 'White labels';
const ofOne = { params: ofWhiteLabel, query: noFields, body: noFields };

/** What any change of a white label can meet. */
export const CHANGE_ERRORS = [
  'broker_invalid',
  'broker_exists',
  'broker_changed_meanwhile',
  'broker_changed',
  'precondition_failed',
] as const satisfies readonly ErrorCode[];

export interface WhiteLabelChanging {
  readonly updateWhiteLabel: WhiteLabelOperation;
  readonly enableWhiteLabel: WhiteLabelOperation;
  readonly disableWhiteLabel: WhiteLabelOperation;
  readonly endWhiteLabelSessions: WhiteLabelOperation;
}

export function changeOperations(dependencies: AdminDependencies): WhiteLabelChanging {
  return {
    updateWhiteLabel: {
      operationId: 'updateWhiteLabel',
      method: 'PATCH',
      path: '/white-labels/:brokerName',
      tag,
      summary: 'Change settings of a white label',
      description:
        'Running bridges follow within a second. The platform, the cashier, the agreements and whether it is enabled have calls of their own.',
      access: { kind: 'white-label', permission: 'white-labels:write', stepUp: false },
      effect: { kind: 'change', action: 'white-label.update' },
      request: { ...ofOne, body: settingsChange },
      maxBodyBytes: MAX_BODY_BYTES,
      response: { status: 200, schema: shownWhiteLabel, description: 'The white label as it is now' },
      errors: CHANGE_ERRORS,
      handle: async (call) =>
        changeWhiteLabel(dependencies, call, (broker) => changeOf(dependencies, broker, call.body)),
    },
    ...switchOperations(dependencies),
    endWhiteLabelSessions: {
      operationId: 'endWhiteLabelSessions',
      method: 'POST',
      path: '/white-labels/:brokerName/end-sessions',
      tag,
      summary: 'End all sessions of all traders of a white label',
      description: 'Everything that traders were issued until now is worth nothing: they sign in again.',
      access: { kind: 'white-label', permission: 'secrets:write', stepUp: true },
      effect: { kind: 'change', action: 'white-label.end-sessions' },
      request: { ...ofOne, body: withReason },
      response: { status: 200, schema: shownWhiteLabel, description: 'The white label as it is now' },
      errors: ['broker_changed'],
      handle: async (call) => endSessions(dependencies, call),
    },
  };
}

function switchOperations(
  dependencies: AdminDependencies,
): Pick<WhiteLabelChanging, 'enableWhiteLabel' | 'disableWhiteLabel'> {
  const common = {
    method: 'POST',
    tag,
    access: { kind: 'white-label', permission: 'white-labels:write', stepUp: false },
    response: { status: 200, schema: shownWhiteLabel, description: 'The white label as it is now' },
    errors: CHANGE_ERRORS,
  } as const;
  return {
    disableWhiteLabel: {
      ...common,
      operationId: 'disableWhiteLabel',
      path: '/white-labels/:brokerName/disable',
      summary: 'Switch a white label off',
      description: 'Nobody signs in there, and the platform is refused, until it is switched on again.',
      effect: { kind: 'change', action: 'white-label.disable' },
      request: { ...ofOne, body: withReason },
      handle: async (call) =>
        changeWhiteLabel(dependencies, call, () => ({ enabled: false }), String(call.body.reason)),
    },
    enableWhiteLabel: {
      ...common,
      operationId: 'enableWhiteLabel',
      path: '/white-labels/:brokerName/enable',
      summary: 'Switch a white label on',
      effect: { kind: 'change', action: 'white-label.enable' },
      request: ofOne,
      handle: async (call) => changeWhiteLabel(dependencies, call, () => ({ enabled: true })),
    },
  };
}

/** The parts that the body names, each as it would be as a whole. */
function changeOf({ brokers }: AdminDependencies, broker: Broker, body: WhiteLabelCall['body']): BrokerChange {
  const { payments: limits, actions, ...rest } = body;
  const current = brokers.settingsOf(broker.brokerName) as unknown as Readonly<Record<string, unknown>>;
  const parts = Object.entries(rest).map(([name, part]) => [name, mergeSettings(current[name], part, name)]);
  const { retiredCashierSecrets: _kept, ...payments } = broker.payments;
  return {
    ...Object.fromEntries(parts),
    ...(limits === undefined ? {} : { payments: { ...payments, ...(limits as object) } }),
    ...(actions === undefined ? {} : { actions: { ...broker.actions, ...wholeActions(actions as GivenActions) } }),
  };
}

type GivenActions = Readonly<Record<string, { readonly kind: string; readonly template?: string }>>;

/** A template stands with an external action alone, and always there. */
function wholeActions(actions: GivenActions): object {
  return Object.fromEntries(
    Object.entries(actions).map(([name, { kind, template = '' }]) => [
      name,
      kind === 'external' ? { kind, template } : { kind },
    ]),
  );
}

async function endSessions({ brokers }: AdminDependencies, call: WhiteLabelCall): Promise<AdminReply> {
  const { broker, member, body, reaches } = call;
  const before = brokers.get(broker.brokerName).sessionsEndedAtMs;
  await brokers.endAllSessions(broker.brokerName, actorOf(member));
  const after = brokers.get(broker.brokerName).sessionsEndedAtMs;
  const changes = [{ field: 'sessionsEndedAtMs', before, after }];
  const changed = [{ target: targetOf(broker), changes, reason: String(body.reason) }];
  return { body: showWhiteLabel(brokers, broker, reaches), changed };
}
