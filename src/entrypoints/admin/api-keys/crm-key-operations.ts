import type { ApiKeyHome } from '../../../domain/api-keys/api-key.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffCall, StaffOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { createKeyActions, type KeyActions } from './key-actions.ts';
import { KEY_PARTS } from './key-operation-parts.ts';
import { crmKeyChange, crmOnly, crmRotation, newCrmKey, ofCrm, ofCrmKey } from './schemas.ts';

const PATH = '/crm-api-keys/:keyId';
const access = { kind: 'crm', permission: 'api-keys:write', stepUp: false } as const;
const proven = { ...access, stepUp: true } as const;
const ofOne = { params: ofCrmKey, query: noFields };

export interface CrmKeyOperations {
  readonly getOfCrm: StaffOperation;
  readonly createOfCrm: StaffOperation;
  readonly changeOfCrm: StaffOperation;
  readonly rotateOfCrm: StaffOperation;
  readonly revokeOfCrm: StaffOperation;
}

export function crmKeyOperations(dependencies: AdminDependencies): CrmKeyOperations {
  const actions = createKeyActions(dependencies);
  const by = (action: KeyActions[keyof KeyActions]) => (call: StaffCall) => action(homeOf(call.body), call);
  return {
    getOfCrm: {
      ...{ ...KEY_PARTS.get, operationId: 'getCrmApiKey', path: PATH },
      summary: 'Get a key of a CRM, without its text',
      access: { ...access, permission: 'api-keys:read' },
      request: { params: ofCrmKey, query: ofCrm, body: noFields },
      handle: (call) => actions.get(homeOf(call.query), call),
    },
    createOfCrm: {
      ...{ ...KEY_PARTS.create, operationId: 'createCrmApiKey', path: '/crm-api-keys' },
      summary: 'Make a key for all brokers of a CRM',
      description: 'The key and its secret are shown this once.',
      access: proven,
      request: { params: noFields, query: noFields, body: newCrmKey },
      handle: by(actions.create),
    },
    changeOfCrm: {
      ...{ ...KEY_PARTS.change, operationId: 'changeCrmApiKey', path: PATH },
      summary: 'Change what a key of a CRM may do, and where',
      access: proven,
      request: { ...ofOne, body: crmKeyChange },
      handle: by(actions.change),
    },
    rotateOfCrm: {
      ...{ ...KEY_PARTS.rotate, operationId: 'rotateCrmApiKey', path: `${PATH}/rotate` },
      summary: 'Make another text and secret for a key of a CRM; those of now go on working for a while',
      access: proven,
      request: { ...ofOne, body: crmRotation },
      handle: by(actions.rotate),
    },
    revokeOfCrm: {
      ...{ ...KEY_PARTS.revoke, operationId: 'revokeCrmApiKey', path: `${PATH}/revoke` },
      summary: 'End a key of a CRM for good, now',
      access,
      request: { ...ofOne, body: crmOnly },
      handle: by(actions.revoke),
    },
  };
}

function homeOf({ brokerCrmName }: StaffCall['body']): ApiKeyHome {
  return { kind: 'crm', brokerCrmName: String(brokerCrmName) };
}
