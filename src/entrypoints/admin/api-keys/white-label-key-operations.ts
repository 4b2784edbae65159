import type { ApiKeyHome } from '../../../domain/api-keys/api-key.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { createKeyActions, type KeyActions } from './key-actions.ts';
import { KEY_PARTS } from './key-operation-parts.ts';
import { keyChange, newKey, ofKey, rotation } from './schemas.ts';

const KEYS = '/white-labels/:brokerName/api-keys';
const PATH = `${KEYS}/:keyId`;
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
      ...{ ...KEY_PARTS.get, operationId: 'getApiKey', path: PATH },
      summary: 'Get a key, without its text',
      access: { ...access, permission: 'api-keys:read' },
      request: ofOne,
      handle: by(actions.get),
    },
    create: {
      ...{ ...KEY_PARTS.create, operationId: 'createApiKey', path: KEYS },
      summary: 'Make a key for a system of the broker’s',
      description: 'The key and its secret are shown this once.',
      access: proven,
      request: { params: ofWhiteLabel, query: noFields, body: newKey },
      handle: by(actions.create),
    },
    change: {
      ...{ ...KEY_PARTS.change, operationId: 'changeApiKey', path: PATH },
      summary: 'Change what a key may do, and where',
      access: proven,
      request: { ...ofOne, body: keyChange },
      handle: by(actions.change),
    },
    rotate: {
      ...{ ...KEY_PARTS.rotate, operationId: 'rotateApiKey', path: `${PATH}/rotate` },
      summary: 'Make another text and secret for a key; those of now go on working for a while',
      access: proven,
      request: { ...ofOne, body: rotation },
      handle: by(actions.rotate),
    },
    revoke: {
      ...{ ...KEY_PARTS.revoke, operationId: 'revokeApiKey', path: `${PATH}/revoke` },
      summary: 'End a key for good, now',
      access,
      request: ofOne,
      handle: by(actions.revoke),
    },
  };
}

function homeOf({ broker }: WhiteLabelCall): ApiKeyHome {
  return { kind: 'broker', brokerName: broker.brokerName };
}
