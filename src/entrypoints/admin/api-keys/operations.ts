import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation } from '../admin-operation.ts';
import { readReachQuery, toReachPage } from '../list-of-reach.ts';
import { noFields } from '../schemas.ts';
import { type CrmKeyOperations, crmKeyOperations } from './crm-key-operations.ts';
import { keyPage, keyQuery } from './schemas.ts';
import { showApiKey } from './show-api-key.ts';
import { type WhiteLabelKeyOperations, whiteLabelKeyOperations } from './white-label-key-operations.ts';

export interface ApiKeyOperations extends WhiteLabelKeyOperations, CrmKeyOperations {
  readonly list: StaffOperation;
}

/** Keys of the broker's own systems: of white labels, and of CRMs as a whole. */
export function apiKeyOperations(dependencies: AdminDependencies): ApiKeyOperations {
  return {
    list: listKeys(dependencies),
    ...whiteLabelKeyOperations(dependencies),
    ...crmKeyOperations(dependencies),
  };
}

function listKeys({ brokers, apiKeys, clock }: AdminDependencies): StaffOperation {
  return {
    operationId: 'listApiKeys',
    method: 'GET',
    path: '/api-keys',
    tag: 'API keys',
    summary: 'Keys of all white labels in your reach, and of whole CRMs if you reach those; the newest first',
    access: { kind: 'reach', permission: 'api-keys:read', stepUp: false },
    effect: { kind: 'read' },
    request: { params: noFields, query: keyQuery, body: noFields },
    response: { status: 200, schema: keyPage, description: 'A page of keys' },
    errors: [],
    async handle(call) {
      const { brokerName = '', brokerCrmName = '' } = call.query;
      const wanted = readReachQuery(brokers, call);
      // No white label has an empty name, so that only who reaches the CRM reaches this one.
      const whole = brokers
        .listCrms()
        .map((crm) => crm.brokerCrmName)
        .filter((name) => call.reaches({ brokerName: '', brokerCrmName: name }))
        .filter((name) => (brokerCrmName === '' ? brokerName === '' : name === brokerCrmName));
      const brokerNames = brokerCrmName === '' ? wanted.brokerNames : [];
      const found = await apiKeys.listOf({ ...wanted, brokerNames, crmNames: whole });
      const show = (key: (typeof found)[number]) => showApiKey(key, clock.nowMs());
      return { body: toReachPage(found, call, show, ({ home }) => (home.kind === 'broker' ? home.brokerName : '')) };
    },
  };
}
