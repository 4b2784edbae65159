import type { ApiKeyHome } from '../../../domain/api-keys/api-key.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { createKeyActions, type KeyActions } from './key-actions.ts';
import { issuedKey, keyChange, newKey, ofKey, rotation, shownKey } from './schemas.ts';

const tag = 'API keys';
const PATH = '/white-labels/:brokerName/api-keys/:keyId';
const access = { kind: 'white-label', permission: 'api-keys:write', stepUp: false } as const;
const proven = { ...access, stepUp: true } as const;
const ofOne = { params: ofKey, query: noFields, body: noFields };

export interface WhiteLabelKeyOperations {
  readonly get: WhiteLabelOperation;
  readonly create: WhiteLabelOperation;
  readonly change: WhiteLabelOperation;
  readonly rotate: WhiteLabelOperation;
  readonly revoke: WhiteLabelOperation;
}

export function whiteLabelKeyOperations(dependencies: AdminDependencies): WhiteLabelKeyOperations {
  const actions = createKeyActions(dependencies);
  const by = (action: KeyActions[keyof KeyActions]) => (call: WhiteLabelCall) => action(homeOf(call), call);
  return {
    get: {
      ...{ operationId: 'getApiKey', method: 'GET', path: PATH, tag, summary: 'Get a key, without its text' },
      access: { ...access, permission: 'api-keys:read' },
      effect: { kind: 'read' },
      request: ofOne,
      response: { status: 200, schema: shownKey, description: 'The key' },
      errors: ['api_key_unknown'],
      handle: by(actions.get),
    },
    create: {
      ...{ operationId: 'createApiKey', method: 'POST', path: '/white-labels/:brokerName/api-keys', tag },
      summary: 'Make a key for a system of the broker’s',
      description: 'The key and its secret are shown this once.',
      access: proven,
      effect: { kind: 'change', action: 'api-key.create' },
      request: { params: ofWhiteLabel, query: noFields, body: newKey },
      response: { status: 201, schema: issuedKey, description: 'The key, with its text and secret' },
      errors: ['api_key_invalid_settings'],
      handle: by(actions.create),
    },
    change: {
      ...{
        operationId: 'changeApiKey',
        method: 'PATCH',
        path: PATH,
        tag,
        summary: 'Change what a key may do, and where',
      },
      access: proven,
      effect: { kind: 'change', action: 'api-key.change' },
      request: { ...ofOne, body: keyChange },
      response: { status: 200, schema: shownKey, description: 'The key as it is now' },
      errors: ['api_key_unknown', 'api_key_revoked', 'api_key_invalid_settings', 'precondition_failed'],
      handle: by(actions.change),
    },
    rotate: {
      ...{ operationId: 'rotateApiKey', method: 'POST', path: `${PATH}/rotate`, tag },
      summary: 'Make another text and secret for a key; those of now go on working for a while',
      access: proven,
      effect: { kind: 'change', action: 'api-key.rotate' },
      request: { ...ofOne, body: rotation },
      response: { status: 200, schema: issuedKey, description: 'The key, with its new text and secret' },
      errors: ['api_key_unknown', 'api_key_revoked', 'api_key_invalid_settings', 'precondition_failed'],
      handle: by(actions.rotate),
    },
    revoke: {
      ...{
        operationId: 'revokeApiKey',
        method: 'POST',
        path: `${PATH}/revoke`,
        tag,
        summary: 'End a key for good, now',
      },
      access,
      effect: { kind: 'change', action: 'api-key.revoke' },
      request: ofOne,
      response: { status: 200, schema: shownKey, description: 'The key as it is now' },
      errors: ['api_key_unknown'],
      handle: by(actions.revoke),
    },
  };
}

function homeOf({ broker }: WhiteLabelCall): ApiKeyHome {
  return { kind: 'broker', brokerName: broker.brokerName };
}
