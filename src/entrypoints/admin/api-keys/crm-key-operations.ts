import type { ApiKeyHome } from '../../../domain/api-keys/api-key.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffCall, StaffOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { createKeyActions, type KeyActions } from './key-actions.ts';
import { crmKeyChange, crmOnly, crmRotation, issuedKey, newCrmKey, ofCrm, ofCrmKey, shownKey } from './schemas.ts';

const tag = 'API keys';
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
      ...{ operationId: 'getCrmApiKey', method: 'GET', path: PATH, tag },
      summary: 'Get a key of a CRM, without its text',
      access: { ...access, permission: 'api-keys:read' },
      effect: { kind: 'read' },
      request: { params: ofCrmKey, query: ofCrm, body: noFields },
      response: { status: 200, schema: shownKey, description: 'The key' },
      errors: ['api_key_unknown'],
      handle: (call) => actions.get(homeOf(call.query), call),
    },
    createOfCrm: {
      ...{ operationId: 'createCrmApiKey', method: 'POST', path: '/crm-api-keys', tag },
      summary: 'Make a key for all brokers of a CRM',
      description: 'The key and its secret are shown this once.',
      access: proven,
      effect: { kind: 'change', action: 'api-key.create' },
      request: { params: noFields, query: noFields, body: newCrmKey },
      response: { status: 201, schema: issuedKey, description: 'The key, with its text and secret' },
      errors: ['api_key_invalid_settings'],
      handle: by(actions.create),
    },
    changeOfCrm: {
      ...{ operationId: 'changeCrmApiKey', method: 'PATCH', path: PATH, tag },
      summary: 'Change what a key of a CRM may do, and where',
      access: proven,
      effect: { kind: 'change', action: 'api-key.change' },
      request: { ...ofOne, body: crmKeyChange },
      response: { status: 200, schema: shownKey, description: 'The key as it is now' },
      errors: ['api_key_unknown', 'api_key_revoked', 'api_key_invalid_settings', 'precondition_failed'],
      handle: by(actions.change),
    },
    rotateOfCrm: {
      ...{ operationId: 'rotateCrmApiKey', method: 'POST', path: `${PATH}/rotate`, tag },
      summary: 'Make another text and secret for a key of a CRM; those of now go on working for a while',
      access: proven,
      effect: { kind: 'change', action: 'api-key.rotate' },
      request: { ...ofOne, body: crmRotation },
      response: { status: 200, schema: issuedKey, description: 'The key, with its new text and secret' },
      errors: ['api_key_unknown', 'api_key_revoked', 'api_key_invalid_settings', 'precondition_failed'],
      handle: by(actions.rotate),
    },
    revokeOfCrm: {
      ...{ operationId: 'revokeCrmApiKey', method: 'POST', path: `${PATH}/revoke`, tag },
      summary: 'End a key of a CRM for good, now',
      access,
      effect: { kind: 'change', action: 'api-key.revoke' },
      request: { ...ofOne, body: crmOnly },
      response: { status: 200, schema: shownKey, description: 'The key as it is now' },
      errors: ['api_key_unknown'],
      handle: by(actions.revoke),
    },
  };
}

function homeOf({ brokerCrmName }: StaffCall['body']): ApiKeyHome {
  return { kind: 'crm', brokerCrmName: String(brokerCrmName) };
}
