import { BridgeError } from '../../../errors/bridge-error.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { CHANGE_ERRORS } from './change-operations.ts';
import { actorOf, secretChange } from './change-white-label.ts';
import { changedCashier, newPassword, ofPassword, passwordList, rotation, withReason } from './schemas.ts';
import { setCashier } from './set-cashier.ts';
import { cashierChange } from './settings-schemas.ts';
import { showPassword } from './show-white-label.ts';

const tag = 'White labels';
const permission = 'secrets:write';
const access = { kind: 'white-label', permission, stepUp: true } as const;
const ofOne = { params: ofWhiteLabel, query: noFields };

export interface SecretOperations {
  readonly listPlatformPasswords: WhiteLabelOperation;
  readonly rotatePlatformPassword: WhiteLabelOperation;
  readonly revokePlatformPassword: WhiteLabelOperation;
  readonly setCashier: WhiteLabelOperation;
}

export function secretOperations(dependencies: AdminDependencies): SecretOperations {
  return {
    ...passwordOperations(dependencies),
    setCashier: {
      operationId: 'setCashier',
      method: 'PUT',
      path: '/white-labels/:brokerName/cashier',
      tag,
      summary: 'Say who takes and pays out the money',
      description: 'Payments that began with the secret before go on with it for 30 days.',
      access,
      effect: { kind: 'change', action: 'cashier.set' },
      request: { ...ofOne, body: cashierChange },
      response: { status: 200, schema: changedCashier, description: 'The white label as it is now' },
      errors: CHANGE_ERRORS,
      handle: async (call) => setCashier(dependencies, call),
    },
  };
}

function passwordOperations(dependencies: AdminDependencies): Omit<SecretOperations, 'setCashier'> {
  const { brokers } = dependencies;
  return {
    listPlatformPasswords: {
      operationId: 'listPlatformPasswords',
      method: 'GET',
      path: '/white-labels/:brokerName/platform-passwords',
      tag,
      summary: 'The platform passwords that work now, with their dates',
      access: { kind: 'white-label', permission: 'white-labels:read', stepUp: false },
      effect: { kind: 'read' },
      request: { ...ofOne, body: noFields },
      response: { status: 200, schema: passwordList, description: 'The newest first, without the passwords' },
      errors: [],
      handle: async ({ broker }) => ({ body: { items: newestFirst(brokers.livePasswords(broker)).map(showPassword) } }),
    },
    rotatePlatformPassword: {
      operationId: 'rotatePlatformPassword',
      method: 'POST',
      path: '/white-labels/:brokerName/platform-passwords',
      tag,
      summary: 'Make a new platform password (call 4.1)',
      access,
      effect: { kind: 'change', action: 'platform-password.rotate' },
      request: { ...ofOne, body: rotation },
      response: { status: 201, schema: newPassword, description: 'The new password; it is shown this once' },
      errors: [],
      handle: async (call) => rotate(dependencies, call),
    },
    revokePlatformPassword: {
      operationId: 'revokePlatformPassword',
      method: 'POST',
      path: '/white-labels/:brokerName/platform-passwords/:passwordId/revoke',
      tag,
      summary: 'End a platform password now, and with it every token that it bought',
      access,
      effect: { kind: 'change', action: 'platform-password.revoke' },
      request: { ...ofOne, params: ofPassword, body: withReason },
      response: { status: 204, schema: null, description: 'It works no more' },
      errors: ['platform_password_unknown'],
      handle: async (call) => revoke(dependencies, call),
    },
  };
}

async function rotate({ brokers }: AdminDependencies, { broker, member, body }: WhiteLabelCall): Promise<AdminReply> {
  const { brokerName } = broker;
  const overlapHours = Number(body.overlapHours);
  const { id, password } = await brokers.rotatePlatformPassword(brokerName, overlapHours * 3600, actorOf(member));
  const made = brokers.get(brokerName).platformPasswords.find((one) => one.id === id);
  if (!made) throw new BridgeError('internal_error', { detail: 'the new password is not there' });
  const changes = [secretChange('platformPassword'), { field: 'overlapHours', before: null, after: overlapHours }];
  const target = { type: 'platform-password', id };
  return { body: { ...showPassword(made), password }, changed: [{ target, changes }] };
}

async function revoke(
  { brokers }: AdminDependencies,
  { broker, member, params, body }: WhiteLabelCall,
): Promise<AdminReply> {
  const id = String(params.passwordId);
  if (!brokers.livePasswords(broker).some((one) => one.id === id)) throw new BridgeError('platform_password_unknown');
  await brokers.revokePlatformPassword(broker.brokerName, id, actorOf(member));
  const target = { type: 'platform-password', id };
  return { changed: [{ target, changes: [secretChange('platformPassword')], reason: String(body.reason) }] };
}

/** The current one has no end; of several the newest comes first. */
function newestFirst<
  Password extends { readonly id: string; readonly createdAtMs: number; readonly expiresAtMs: number | null },
>(passwords: readonly Password[]): Password[] {
  const endOf = ({ expiresAtMs }: Password) => expiresAtMs ?? Number.MAX_SAFE_INTEGER;
  return [...passwords].sort(
    (one, other) => endOf(other) - endOf(one) || other.createdAtMs - one.createdAtMs || (one.id < other.id ? 1 : -1),
  );
}
