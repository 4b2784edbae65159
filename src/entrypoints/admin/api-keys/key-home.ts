import type { AdminOperation, AdminReply } from '../admin-operation.ts';
import type { PageInput, StaffPageCall } from '../admin-page.ts';
import type { ApiKeyOperations } from './operations.ts';

export const KEY_CRUMBS = [{ label: 'API keys', href: '/admin/api-keys' }];

/** What keys are of, as pages see it: a white label, or a CRM as a whole. */
export interface KeyHomePages {
  /** Of all its pages. */
  readonly base: string;
  readonly create: AdminOperation;
  readonly change: AdminOperation;
  readonly rotate: AdminOperation;
  readonly revoke: AdminOperation;
  readonly nameOf: (call: StaffPageCall) => string;
  readonly pathOf: (name: string) => string;
  /** Finds one key. */
  readonly get: (call: StaffPageCall) => Promise<AdminReply>;
  /** What an operation about the home, and a key of it, takes. */
  readonly inputOf: (call: StaffPageCall, body: object) => PageInput;
}

export function whiteLabelHome({ get, create, change, rotate, revoke }: ApiKeyOperations): KeyHomePages {
  return {
    ...{ base: '/admin/api-keys/white-labels/:brokerName', create, change, rotate, revoke },
    nameOf: ({ params }) => params.brokerName ?? '',
    pathOf: (name) => `/admin/api-keys/white-labels/${encodeURIComponent(name)}`,
    get: (call) => call.run(get),
    inputOf: (_call, body) => ({ body: { ...body } }),
  };
}

export function crmHome(operations: ApiKeyOperations): KeyHomePages {
  const { getOfCrm, createOfCrm, changeOfCrm, rotateOfCrm, revokeOfCrm } = operations;
  return {
    ...{ base: '/admin/api-keys/crms/:brokerCrmName', create: createOfCrm, change: changeOfCrm },
    ...{ rotate: rotateOfCrm, revoke: revokeOfCrm },
    nameOf: ({ params }) => params.brokerCrmName ?? '',
    pathOf: (name) => `/admin/api-keys/crms/${encodeURIComponent(name)}`,
    get({ params: { brokerCrmName, ...params }, run }) {
      return run(getOfCrm, { params, query: { brokerCrmName } });
    },
    inputOf({ params: { brokerCrmName, ...params } }, body) {
      return { params, body: { brokerCrmName, ...body } };
    },
  };
}
